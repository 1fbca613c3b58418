"""English."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("title"),
    announces=phrases("transcript, transcripts, video transcript, audio transcript, full transcript, transcription"),
    films=words("video audio full film animation the text read patient education"),
    stage=words("""
        pause pauses paused beat music musical applause applauds laughs laughter laughing chuckles chuckle crosstalk chime
        chimes beeping beep beeps sighs sigh coughs cough voiceover fade fades fading intro outro ding silence noise noises
        sound sounds bell theme jingle whoosh click clicks clicking sfx cut gasp gasps sniffles exhales inhales
        instrumental song singing hum humming tune melody bgm cheering cheers
        """),
    beside=words("""
        a an the and in out on of for to up with brief short long slight dramatic here now effect over under continues
        continuing playing plays play starts start begins begin ends end stops soft softly quiet quietly loud louder upbeat
        gentle gently calm light cheerful happy sad slow fast background audience next slide slides question questions
        answer answers speaker all everyone both together again then narrator and low high
        """),
    sounds=words("""
        rings ringing ring beeps beeping beep barks barking cries crying slams slamming closes opens knocks knocking knock
        honks honking chirps chirping buzzes buzzing rumbles rumbling hums humming clatters clattering whirs whirring running
        clicks clicking creaks creaking splashes splashing dings chimes chattering murmuring murmurs applauds applauding
        laughs laughing cheering screeching sirens wailing howling rustling footsteps typing whooshes whooshing thunder
        """),
    unheard=phrases("""
        inaudible, unintelligible, indistinct, unclear, unclear word, word unclear, not audible, can't hear, cannot hear,
        inaudible word, inaudible words, audio unclear, audio drops, audio cuts out, sound lost, garbled
        """),
    seen=phrases("""
        on-screen text, onscreen text, on screen text, text on screen, text on-screen, text onscreen, on-screen, onscreen,
        on screen, on-screen graphic, on-screen graphics, on-screen title, on screen title, graphic on screen, visual, visuals,
        visual description, super, lower third, lower-third, b-roll, b roll, broll, graphic, graphics, chyron, caption on screen,
        screen text, screen shows, shot, scene, camera, image on screen, animation shows, video shows, slide shows, slate, sfx,
        sound effect, sound effects, music, title card, end card, end screen, logo
        """),
    visual=words("camera footage close-up closeup voiceover onscreen on-screen b-roll shot zoom zooms montage scene screen logo"),
    said=phrases("voiceover, voice-over, voice over, vo, v.o., narration, audio, spoken, script, narrative"),
    says=words("speaks says speaking talking voiceover v.o. continues asks replies answers"),
    narrators=words("narrator speaker host interviewer presenter moderator announcer voiceover anchor reporter"),
    persons=words("""
        doctor dr nurse patient voice pharmacist surgeon therapist dietitian instructor woman man caregiver midwife father
        mother mom dad daughter son wife husband child girl boy physician physiotherapist counselor technician anesthetist
        receptionist relative carer student teacher trainer coach
        """),
    signals=words("""
        note warning important caution remember tip tips example include includes including following are is steps step signs
        symptoms call do danger stop morning noon midday afternoon evening night bedtime breakfast lunch dinner supper snack
        snacks day days week weeks month months year years today tomorrow yesterday monday tuesday wednesday thursday friday
        saturday sunday dose dosage doses medicine medicines medication medications drug drugs allergies goal exercise part phone
        address hours before during after never always first second third next then finally yes no red yellow green blue white
        black if when while left right both eye eyes ear ears arm arms leg legs knee knees hip hips hand hands foot feet side
        front back top bottom upper lower you your name names date time times bring take wear eat drink use avoid risks risk
        benefits benefit question answer questions results result test tests tablet tablets pill pills drop drops injection
        insulin inhaler fever pain bleeding nausea diet food fluids activity rest sleep wound care follow-up contact email website
        emergency urgent hospital clinic ward pharmacy diagnosis treatment treatments surgery procedure recovery home work driving
        allergy instructions directions purpose reason summary problem solution myth fact facts old new do don't
        """),
    pages=phrases("""
        more, less, show more, show less, read more, see more, view more, view, close, back, hide transcript, view transcript,
        show transcript, open transcript, download transcript, print transcript, back to top, more back, view more back, share, print,
        download, download pdf, skip to content, skip to main content, play video, watch video, watch the video, search transcript,
        copy link, subscribe, menu, loading, transcript view, interactive transcript
        """),
    credits=phrases("""
        subtitles by, subtitled by, subtitles, captions by, captioned by, closed captions by, closed captioning by, transcribed by,
        transcript by, transcription by, translated by, translation by, reviewed by, medically reviewed by, clinically reviewed by,
        last reviewed by, last reviewed, last updated, written by, produced by, directed by, edited by, narrated by, animation by,
        illustrated by, illustrations by, music by, film by, video by, a film by, sync and corrections by
        """),
    sources=phrases("source, sources, reference, references"),
    rights=phrases("all rights reserved, copyright, some rights reserved"),
    negations=words("""
        no not never none neither nor without don't doesn't didn't won't can't cannot shouldn't mustn't isn't aren't wasn't
        weren't couldn't wouldn't needn't hasn't haven't dont cant avoid stop except unless only
        """),
    joining=words("and or to nor but versus vs"),
    compounding=words("""
        well self non post pre long short low high follow check one two three four five half mid ex anti semi over under
        ultra multi inter intra co re x e mother father sister brother in up on off by-pass full part first second third so step
        side over-the over-the-counter ready life large small open deep light sugar salt gluten lactose fat day night time
        """),
)  # fmt: skip
