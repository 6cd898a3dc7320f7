import { fold } from '../../schema/names.ts';

/**
 * Given names with the short and pet forms people go by, the full name first. Compiled by hand from common knowledge of English and
 * other European names; sorted by the full name. A form may stand in several lines (`Alex`).
 */
const table = `
Abigail Abby Gail
Agnieszka Aga
Albert Al Bert Bertie
Aleksander Alek Olek Sasha
Aleksandra Ola Sasha
Alessandro Ale Sandro
Alexander Alec Alex Lex Sandy Sascha Sasha Xander
Alexandra Alex Lexi Sandra Sasha Sandy
Alfred Alf Alfie Fred
Amanda Mandy
Anastasia Ana Nastya Stacy
Andreas Andi Andy
Andrei Andriy Andrew
Andrew Andy Drew
Angela Angie
Anna Ania Annie Anya Hanna Nan
Anneliese Anne Lisa
Anthony Ant Tony
Antonia Toni
Antonio Toni Tonio
Arthur Art Artie
Barbara Babs Barb Barbie Basia
Bartholomew Bart
Bartosz Bartek
Beatrice Bea Trixie
Benedikt Ben
Benjamin Ben Benji Benny
Bernard Bernie
Bernhard Bernd
Bradley Brad
Calvin Cal
Cameron Cam
Caroline Carrie Caro
Catherine Cate Cathy Cat Kate Katie Kitty
Charles Charlie Chas Chuck
Charlotte Charlie Lottie
Christian Chris
Christina Chris Chrissy Tina
Christine Chris Chrissy Tina
Christoph Chris
Christopher Chris Kit Topher
Cornelia Conny Nelly
Cornelis Cees Kees
Daniel Dan Danny
Daniela Dani
David Dave Davey
Deborah Deb Debbie
Dimitrios Dimitri Dimitris
Dmitri Dima Dmitry Mitya
Dominic Dom Nick
Donald Don Donnie
Dorothy Dolly Dot Dottie
Douglas Doug
Eduardo Edu Lalo
Edward Ed Eddie Ned Ted Teddy
Edwin Ed Eddie
Ekaterina Katerina Katya
Eleanor Ellie Nell Nora
Elisabeth Elli Lisa Lisbeth Sissi
Elizabeth Bess Beth Betsy Betty Eliza Ella Libby Lisa Liz Liza Lizzie
Emily Em Emmy
Emmanuel Manny Manu
Enrique Kike Quique
Erzsebet Bozsi Zsoka
Eugene Gene
Evgeny Zhenya
Ferdinand Ferdi
Florence Flo Florrie
Florian Flo
Frances Fran Frankie
Francesco Cesco Franco
Francis Frank
Francisco Cisco Fran Paco Pancho
Franklin Frank
Franziska Franzi
Frederick Fred Freddie Rick
Fredrik Fredde
Friedrich Fritz
Gabriel Gabe
Gabriele Gabi
Geoffrey Geoff Jeff
Gerald Gerry Jerry
Gerard Gerry
Giovanni Gianni Nanni
Giuseppe Beppe Peppe Pino
Grazyna Grazka
Gregory Greg
Guillaume Gui
Guillermo Guille Memo
Gustav Gus
Hannelore Hanne
Hans Hansi
Harold Hal Harry
Heinrich Heiner Heinz
Helena Lena
Henry Hal Hank Harry
Ignacio Nacho
Ingeborg Inga Inge
Irina Ira
Isaac Ike Zac
Isabella Bella Izzy
Ivan Vanya
Jacek Jacus
Jacob Jake Coby
Jacqueline Jackie
Jakub Kuba
James Jamie Jim Jimmy
Jan Janek Jasiek
Janet Jan
Jason Jay
Jean-Baptiste JB
Jeffrey Jeff
Jennifer Jen Jenna Jennie Jenny
Jeremy Jem Jerry
Jessica Jess Jessie
Jesus Chucho Chuy
Joanna Asia Jo Joasia
Johann Hannes Hans
Johannes Hannes Hans Joe Jan
John Jack Johnny Jon
Jonathan Jon Jonny Nathan
Jorge Coque
Jose Pepe Pepito
Joseph Jo Joe Joey
Josephine Jo Josie
Joshua Josh
Judith Jude Judy
Julia Jule
Julian Jules
Juliana Julie
Karoline Caro Karo
Katarina Kati Kata
Katarzyna Kasia
Katharina Kathi Kati
Katherine Kat Kate Kathy Katie Kay Kit
Kathleen Kate Kath Kathy Katie
Kenneth Ken Kenny
Kimberly Kim
Konstantin Kostya
Krzysztof Krzys Krzysiek
Laurence Larry Laurie
Lawrence Larry Laurie
Leonard Len Lenny Leo
Leonardo Leo
Lillian Lil Lily
Louis Lou Louie
Louise Lou Lulu
Lucas Luke
Ludmila Lyuda Mila
Ludwig Lutz
Maciej Maciek
Madeleine Maddie
Magdalena Lena Magda
Malgorzata Gosia Malgosia
Manuel Manolo Manu
Margaret Daisy Greta Maggie Marge Meg Peg Peggy Rita
Margarethe Grete Gretel Greta
Maria Mari Masha Mia
Marie Mimi
Martin Marty
Matthew Matt Matty
Matthias Matze
Maximilian Max
Mercedes Merche
Michael Mick Mickey Mike Micha Misha
Michal Michas
Michele Mike
Michelle Shelly
Miguel Migue
Mikhail Misha
Mildred Millie
Mohammed Mo Moe
Monika Moni
Montserrat Montse
Nadezhda Nadia
Natalia Natasha
Natalie Nat
Nathaniel Nat Nate Nathan
Nicholas Nick Nicky Nico
Nicole Nicky
Nikolai Kolya Nick
Nikolaus Klaus Niko
Olga Olya
Oliver Ollie
Olivia Liv Livvy
Pamela Pam
Patricia Pat Patsy Patty Tricia Trish
Patrick Paddy Pat
Pavel Pasha
Pedro Perico
Penelope Penny
Peter Pete
Philip Phil Pip
Philipp Phil
Piotr Piotrek
Rachel Rach Rae
Rafael Rafa
Raymond Ray
Rebecca Becca Becky
Reinhard Reini
Ricardo Rick Rico
Richard Dick Rich Richie Rick Ricky
Robert Bob Bobby Rob Robbie Bert
Roberto Beto Rob
Rodrigo Rodri
Roger Rog
Roland Roly
Ronald Ron Ronnie
Rosemary Rose Rosie
Rudolf Rudi
Russell Russ
Samantha Sam Sammy
Samuel Sam Sammy
Sarah Sadie Sally
Sebastian Bas Basti Seb
Sergei Seryozha Serge
Siegfried Sigi
Simon Si
Stanislav Stas
Stanislaw Staszek
Stefan Steffen
Stefanie Steffi
Stephanie Steph Stevie
Stephen Steve Stevie
Steven Steve Stevie
Susan Sue Susie Suzy
Susanne Sanne Susi
Svetlana Sveta
Tatiana Tanya
Terence Terry
Theodor Theo
Theodore Ted Teddy Theo
Theresa Resi Terry Tess Tessa
Therese Resi
Thomas Tom Tommy
Tiffany Tiff
Timothy Tim Timmy
Tobias Tobi
Tomasz Tomek
Ulrich Uli
Ulrike Uli Ulli
Urszula Ula
Valentina Tina Valya
Valerie Val
Veronica Ronnie Vera
Vicente Chente
Victor Vic
Victoria Tori Vicky
Vincent Vin Vince Vinnie
Vincenzo Enzo
Virginia Ginny
Vladimir Vlad Volodya Vova
Walter Wally Walt
Wilhelm Willi Willy
Willem Wim
William Bill Billy Liam Will Willie Willy
Wojciech Wojtek
Yekaterina Katya
Yuri Yura
Zachary Zac Zach Zack
Zbigniew Zbyszek
Zofia Zosia
Zoltan Zoli
`;

const fullNamesOf = readTable();

function readTable(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of table.trim().split('\n')) {
    const [full = '', ...forms] = line.split(' ').map(fold);
    for (const form of [full, ...forms]) found.set(form, (found.get(form) ?? new Set()).add(full));
  }
  return found;
}

const none: ReadonlySet<string> = new Set();

/** The full names that a given name may stand for, itself included when it is one. @param name folded */
export function fullNames(name: string): ReadonlySet<string> {
  return fullNamesOf.get(name) ?? none;
}

/** Whether two given names may be forms of one name: one is short for the other, or both are for a third. @param a folded */
export function areNicknames(a: string, b: string): boolean {
  if (a === b) return false;
  const others = fullNames(b);
  return [...fullNames(a)].some((full) => others.has(full));
}

/** Whether the first is a full name of which the second is a form. @param full folded */
export function isShortFor(short: string, full: string): boolean {
  return short !== full && fullNames(short).has(full);
}
