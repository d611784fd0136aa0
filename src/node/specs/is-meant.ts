/** Whether a file is to be mended, by its path `content/…`. */
export type IsMeant = (path: string) => boolean;

export const everyFile: IsMeant = () => true;
