// Remix asks for this file. No page loads it: residents, jurors and board members get HTML, forms and one small script.
export {}
