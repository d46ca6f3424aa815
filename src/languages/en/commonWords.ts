/**
 * Everyday words, as customers of a certificate authority write them, with their common slips: what stands behind "the
 * password is" is most likely none when it is one of these. Words that their ending gives away are left out.
 */
const WORDS = `
aarhus abandon aber abort about above abroad absolutely abuot accelerator accept access account acount across act
activate activex actual add additional address aditional admin administrator admits adress advance advantages
adverts advice advise adviser advisor affirmative afraid afresh after afternoon afterwards again against age agency
agian ago agree ah ahead ahnung aid air alarm alas alert alive all allow almost alone along already alright also
alter although altogether always amazon amend american amiss among amount ancient and anders android anew anger
angry anita anniversary another answer antivirus any anybody anyhow anymore anyone anyway anywhere apache apart api
apk apologies apologise app appear applet appliance applies appreciate apprentice approval april archives are area
arm around array arrived arrives artificial asap ascii aside ask asp assign assume astray ate attach attack attacker
attempts attribute aucune audit auditor august aus australia authenticode authorities autodiscover autograph autumn
avoid avon awake aware away awful aws aye back backdoor backup bad bag bak bakcup bakery bakup balancer baltimore
bang bank bankrupt bar bare bargain base basel basil basket bath bcakup bear beats beaucoup became because become
before beforehand beg begin beginner behalf behind beides beige belfast believe belong below benefit bent berkshire
berlin beside best bet better beyond big bigger bike bill bin bind binder bios birth birthday bit bitbucket bitcoin
bitlocker bitte bkp blade blah blank bleibt blew block blood bloody blown blue blurred board boasts body bogus
boiler bonjour book bookmark boot border born boss bot both bother bottom bought bound boundaries box boy boyfriend
bradford brain branch brand brass brazil brb breach break brewster brick brief briefcase brill bristol broadband
broke brook brother brought browse browser brute btw bucket budget bug build built bulk bundle bung burglar burglary
burn burned burnt burst bus bust busy but button buy buyer bye bytes cabinet cached cafe calendar call calloway
cambiado came can cancel cancelled cancle cannae cannot capabilities capital caps car card cardiff care caretaker
carlisle carpet carrier carries carry cas case case-sensitive cat catch caught cause cctv cellar center centre cer
cert certain certainly certbot certficate certifcate certificado certificat certificate certreq chain challenge
chance change channel chap character charge charities chat chave cheap cheaper check checkbox checker cheers cheque
chewed chip chnage choice choose chose christmas chrome chuck cinema cipher cisco claim clarify classified clave
clean cleaner cleanup clear clerical clerk clever click clients clock close cloud club clue cluster coaster cobalt
code coffee coffee-stained cold collaborator colleague collegue colloquial colour com come comma command commerce
commit common commonname comms como comodo companies company compaq compare competitor complain complaint complete
compliant compromise compulsory computer con concept concern conditions conf confidential config configure confirm
conflict connect consequence console consult consultancy contact contain container contents continue contract
contractor contrary control controller convert convince cook copia copies copper copy corect corner corporate
correct corrections corresponds corrupt cost cough could couldn couldnt council count country county courier course
court cousin cover cpanel crack cracked cracker crap crash create credentials credit cricket criminal crl crois cron
crook cross croydon crt cryptic crypto cryptographic cryptography csr cues cupboard customer cut cycle dad dae daft
damage damn dance danke dare dark das dash dat data database datacentre date datei daughter dave day daylight dead
deadline deal dealer dealt dear dearer death debian debit deceased december decide declare decode decrypt default
defect definitely degree delay delete deletet delivery dell delta demand demo denial depend deploy deposit dept
deputy der derby describe designer desk desktop desperate despite det details determines dev developer device dialog
dialogue diary did didn didnt die differ difference dig digicert digital digitalid digits dinner dir direct director
directory disabled disappear disaster disc discount discuss disk diskette displays disqualify disque disregard ditto
dkim dnchanges dns dnssec docker documents dodgy does doesn doesnt dog dois dollars domain domino don donations done
dongle dont dontknow door dos dosnt double doubt down download dramatic drawer drill driver drives drop dropbox
dublin due dummy dump dundee dunmore dunno duplicate dur dust dutch dvd each earlier earliest earth easier easter
easy ebay editor edp effect efs eggs eight ein eine either else elsewhere email emergency emial employee employer
empty encoded encrypt end engineer english enough enrol enrolglobal enroll enrolsecure enter enterprise entire
entries entrust entry envelope equal equifax erased erm error ersatz escalate escrow est etc euro ever every
everybody everyday everyone everywhere evidence exact exactly exam example excel except exchange excuse exe exec
exercise exeter exists exit exotic expect expire expiry explain explorer export exposure expot expotr express exprot
extend extensions extra extranet fab facebook facsimile fact factory faculty faded fae fail failure fair fake fall
false fan fancy faq far farm fast faster fate father fault faulty favor favourite fax fazer fear feb february fee
feel fell fernhill fetch few fichier field fifteenth fifth fifty figure file filed filesystem fill filter final
finance find finder fine fingerprint finish fire firefox fireproof firewall firm firma firmware first fishy fit fix
flames flash flat flesh flie flights flood floor floppy folder folks follow followups food fool football for forbade
forbids force foreign forensics forget forgot forklift form formal format former formular fortnight forty forum
forward found founder four fourth fraud free freebie freebsd freelancer freight french fresh friday friend frmo from
front frontpage fruit fsck ftp full functions funny furniture further fuss future fuzzy gain galway game gang garage
garbage garbled gateway gave geehrte gehackt general generate genius genkey genrate genuine geotrust gerald german
germany get ghost gibberish gift gimme git github gives glad glass glaube gleich gloabl global globalserver
globalsign gmbh god godaddy goes gone gonna good goodbye google got gotta gpg graag grace grade grandma gratis grave
great greetings grey grounds group gsid guarantee guess guesswork guest guide guy gym hack hacker had hadn haha
hahaha half halfway hallo hand handbag handbook handle handoff handover handshake handwritten handy hang happend
happens happy har hard hardware harm hart has hasbackup hashed hasn hat hate hav have hazy hdd head headache headers
headquarters healthy hear heard heart heavens hej helaas held hell hello helo help helpdesk hence henrik her here
het hetzelfde hey hid hide high highlight him himself hint his history hit hiya hm hmm hobbs hold holder holdings
hole holiday hollins home honest hope hopeless host hoster hostname hot hotel hotline hotmail hour house how howdy
however howto hsm html http httpd huh hull hullo human hums hung hurry hurt husband hush hwo hygiene ibm ich icloud
icon idea identical idiot idk idle ids ignite ignore igual iis ill illegible image imagine impersonate import
impossible inbox inc incl include incomplete incorrect indeed indicate indirect inetsrv informations ins inside
instagram instal install installer instance instead instructions insurance insurer intact inte intelligence intend
interest intermediate intern internal international internet interrupt into intranet introduce intruder invalid
invoice involve ios iphone iplanet irc ireland irrelevant isa isn isnt iso isp issuance issue issuer item its itself
january japan jarsigner java jawohl jeg jenkins jersey jetzt jks job join joke joy juin jump june junior just
justify kann kaput kaputt kee keep keepass keine kennwort kept kessler key keyboard keychain keyfile keylogger
keymanager keypair keyset keystore keytool kid kill kilometres kind kinda klopt knew knock know knowledge known
kwijt lab label lack lad lady lame landlord language lapse lapsed laptop large larger last lastfreeday late later
latest laugh law lawyers lay layout lead leadsto leak learn lease least leave leaver leeds left legal leicester
leider lemme length lengthy let leter letsencrypt letter letterhead lettre level licence lie liever life lifetime
lift like lille limit line link linnetbooks linode linux lisbon lists little lives llp load local locate lock
lockdown locked locksmith lodge log login logo logon lol london long longer longest look loop lorry lose loss
lossdate lost lot lottery lotus love low lower lsot ltd luck lump lunch lyon maar mac macbook machine machinekeys
macro mad madam made mail mailbox mainboard mainframe maintenance mais make maker mal malware man manage manager
mandatory manger manual manufacturer many march mark marriage master match mate material matter may maybe meadow
mean meantime meanwhile media medium meet mehr mein member memorised memorized memory mend menu merci merge merger
meridian message messy metabase method microsoft mid middle midnight might migrate miles mime mind mine minute
mirror mis mislaid mismatch mismo misplaced misread missing misspelt mistake mistyped misunderstood mitarbeiter
mixed mmc mobile mode module modulus monday money monitor month moon more mort most mot mother motherboard mountain
mouse move movers mrs msc much multi mum mumbai music muss must mustn myself mysql mystery nada nah name nas nay
near nearest necessary nee needn needs neer negative nei neighbour nein neither nej nephew net netherlands netscape
netware network neu never new newcommonname newer newport newsletter newspaper next nginx nice nicht niet night nil
nine ninth nite nobody node noise non none noneof nonsense noon nope nor normal norwich not notable notafter notary
note notebook notice novell now nowadays nowhere npm nto nubmer null nuls number numeric nurseries oak object
obligatory obscure obsolete obvious ocsp october odd off offer office officer offline offsite oh ok okafor okay okey
old older ombudsman once onde one onerous online onto oops opens openssl opera operator opnieuw optik optional
options optionsof opton oracle orange order orderd orderdate ordinary orelse org organisational organizational
origin original ort osaka other otherwise ought oui our ours ourselves ourshop out outdated outlook outside outsider
over overkill override overseas overview overwrite overwrote own owner ownership pack package padlock page paid
painful pair pal pallas panel panic paper paperwork paragraph paraphrase parcel pardon parish park part particulars
parties partner partnership party pas passcode passe passphrase passport passt passwd password passwort passwrd
passwrod past paste pastebin pasword path patience paul pause pay payments paypal payroll pcs pdf pem pense people
per percentage perdida perdu perfect perhaps period permissions person personal perth petrol pfx pgp phew phone
photo phrase phrasings pick pickpocket picture piece pieter pin pint pipe pizza pkcs pki place plain plan plastic
platform play player plc please plese plesk pls plug plumtree plus plz pocket poem point pointer pointless police
policy poof poor pop por port portal portfolio portugal possess possibilities possibly post postal postcode pottery
pounds power practice predates predecessor prefer premises prepare preson press pretend pretty price prime print
printed printer printout prior priv privada privat private privkey privte pro probably problem procedure process
produce product profile program programme progress project prolong promise prompt proof proper properties property
protect protocol prove provider provides province provisional proxy prviate psu public publish publisher pull pulse
pune pupils purchase purposes push put pvk pvt python qualifies qualify quantum quarrybank quarter que questions
quick quicker quid quiet quit quite quota quote rack radial radiator radio rage raid railway rain raise ram
ran random rang ransom ransomware rapidssl raq rate rather ravi reach read readable readers ready real realise
reason rebate reboot rebuild rebuilt recall receipt recipe reckon recognise recommend record recover recovery recovr
recycle redirect redo refund refuse register registrar registry regret reimport reinstall reissue rejected rejects
release remain remedy remember remembered remind reminder remote remove rename renew renewal repair repeat replace
replacements replies repo report repository req request require requirements rescue research researcher reseller
resend reset responder response rest restart restore resubmit result resume retrieval retrieve return reuse reverse
revert revocations revoke rhys rice richtig rid right rihgt rings risk risky rival river road robado robbery robot
rogue role roof room root rotate rotten rotterdam round route router routine rsa rsync rubbish rucksack rude rule
rumour run sabe sad safari safe safety said sake sale saltbrook same sample san sat saturday sauvegarde save saw say
scan scanner scenario schon school scope scp scrambled scrap scratch scratched scrawled screenshot scribbled script
scruffy seal sealed search seat sec second secret secretary sectigo secure secureserver see seem sehr select
selector self sell seller send sendmail senior sense sentence separate september serial serve server serveur service
servidor set settings settle sever several sgc shall share shared she sheet sheila shelf shell shift ship shoes
shoot shop short shorter shoud should shouldn show shower shown shredded shredder shut sicherung side sieht sight
sign signatory signature signtool silly sim similar simple since single sir sister sit site six size skip sky slash
sleep slip slough slow small smalltalk smart smeaton smime smoke smtp smudged snap snapin snapshot sni snow sod
software solaris sold sole solicitor sombody some somebody somehow someone sometime somewhere son soon sooner sorry
sort sound source sourcenumber space spain spam spare speak special speech spell spelt spies spilt spin split spoilt
spoke spot spun sql square srv ssd ssh ssl staff stages stairs stale stamp stand standalone standard star start
startover stash state stationery status stay stead steal step stephelp stick sticky stil still stimmt stlil stock
stoeln stole stolen stone stood stop storage store stored story stove straight strange stranger street stroke strong
stronghold struck stuck students studio stuff stupid style subdomain subject submit subscriber substitute success
successor such suggest suites sum summary summer sun sunday super supermarket supervisor supplier support suppose
sure surge surname surrey susan suspect swap swear swindon swiss switch symbol symptom sync sysadmin system ta tab
tabletop tack tae tag take takeover takk talbot talk tall tan tape tar tarball tariff tasks tattooed tax taxi tea
teach teacher team teatowels technical technician teh telefax telephone tell temp template temporary tenants tenemos
tengo terminal terminate terms terse test tester text than thank thanks thankyou that thawte the theft their theirs
them themselves theory there thereabouts therefore these thesis they thief thieves thin things thingy think third
thirty this tho those though thought three threw through throw thrown thunderstorm thursday thx tick ticket tidy
till time timestamp tip title tlak tls tmp toast today todo together toilet told tom tomato tomcat tomorrow tone
tongue tonight too took tool toolbar top topics torn total touch tough tout town trace track trade trader traffic
train trainee transfer transit transparency transport trash travel treat tree trello trial trick tricky trojan
trolley trouble true truro trust trustwise try tuesday turn twelfth twelve twenty twice twitter two txt type typed
typo ugly uh um umlaut unclear und undefined undelete under underscore understand understood undo undone unguessable
uninstall unique unit unix unknown unlock unpaid unread unreadable unsafe unset unsure until unusual update upgrade
upload ups upside url usage usb use useless user username usual vacancies vague valid value van vat vault velo
vendor verdict verify verisign veritas versus very via view ville virtual virus visitor vmware void vol volume
volunteer von vpn vps waht wait walk walkthrough wallet wanna wants warehouse warnings warns warranty was wasn wasnt
waste wat water way weak weather web weblogic webmaster webroot webserver website websphere wednesday week weekday
weekend weg weird wel welcome well wenn were weve wexcombe whack what whatever whatsapp whatsoever whaur whenever
wher where whether which whichever while whilst whit who whoever whois whole whom whose why wich wie wife wifi wiki
wild wildcard will win window wine winnt wipe wir wise wish with withdraw withdrawn within without witnesses wizard
wizzard wnat won wonder wonky wont wood word wordpress work world worldwide worng worries worry worse worst worth
would wouldn wouldnt wow write wrong wrote www ya yaml yea yeah year yellow yep yes yesterday yet york you your
yours yourself yourselves yse yubikey yuo yup zero zertifikat zeus zielinski zilch zip asterisk greek latin french
`;

const COMMON: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
/** Endings of words, which hardly any password has. */
const ENDING =
  /..(?:ed|ing|en|able|ible|ful|less|ly|ent|ant|ous|ive|ion|ness|ity|ment|ism|ist|al|ic|ary|ory|ered|wards?|where|one|body)$/;

/** Whether this, in small letters, is an everyday word, or one by its ending or plural. */
export function isCommonWord(word: string): boolean {
  if (COMMON.has(word) || ENDING.test(word)) return true;
  return (
    (word.endsWith('s') && COMMON.has(word.slice(0, -1))) || (word.endsWith('es') && COMMON.has(word.slice(0, -2)))
  );
}
