/** An inbox's word that a request asks for no form. */
export const noForm = async (): Promise<null> => null;
