"""English."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("transcript, transcripts, video transcript, audio transcript, full transcript, transcription"),
    films=words("video audio full film animation the text read patient education"),
    titles=words("title"),
    stage=words("""
        pause pauses paused applauds laughs laughing chuckles chuckle crosstalk sighs voiceover outro intro
        jingle whoosh sfx bgm applause fades cheering cheers
        """) | phrases("next slide, previous slide, advance slide, slide change, change slide"),
    doubtful=words("""
        sniffles fading fade laughter beat inhales exhales coughs clicking click music musical chime chimes beeping beep beeps sigh cough ding silence noise noises sound sounds bell
        theme clicks cut gasp gasps instrumental song singing hum humming tune melody ringing buzzing
        """),
    beside=words("""
        a an the and in out on of for to up with brief short long slight dramatic here now effect over under
        continues continuing playing plays play starts start begins begin ends end stops soft softly quiet
        quietly loud louder upbeat gentle gently calm light cheerful happy sad slow fast background audience
        next slide slides question questions answer answers speaker all everyone both together again then
        narrator low high
        """),
    pressed=words("""
        press push tap touch button buttons key keys select choose switch icon symbol display label pump alarm
        screen pressing hold
        """),
    sounds=words("""
        rings ringing ring beeps beeping beep barks barking cries crying slams slamming closes opens knocks
        knocking knock honks honking chirps chirping buzzes buzzing rumbles rumbling hums humming clatters
        clattering whirs whirring running clicks clicking creaks creaking splashes splashing dings chimes
        chattering murmuring murmurs applauds applauding laughs laughing cheering screeching sirens wailing
        howling rustling footsteps typing whooshes whooshing thunder
        """),
    body=words("""
        ear ears eye eyes nose wound wounds stitches stomach heart chest head skin bowel gut joint joints tooth
        teeth gum gums blood baby baby's
        """),
    unheard=phrases("""
        inaudible, unintelligible, indistinct, unclear, unclear word, word unclear, not audible, can't hear,
        cannot hear, inaudible word, inaudible words, audio unclear, audio drops, audio cuts out, sound lost,
        garbled
        """),
    seen=phrases("""
        on-screen text, onscreen text, on screen text, text on screen, text on-screen, text onscreen, on-screen,
        onscreen, on screen, on-screen graphic, on-screen graphics, on-screen title, on screen title, graphic on
        screen, visual description, b-roll, b roll, broll, chyron, caption on screen, screen text, image on
        screen, animation shows, video shows, slide shows, slate, sfx, sound effect, sound effects, title card,
        end card, end screen, words on screen, super on screen
        """),
    perhaps_seen=phrases("""
        lower-third, lower third, visual, visuals, super, graphic, graphics, screen shows, shot, scene, camera, music, logo, video, image,
        images, picture, animation, title on screen, slide
        """),
    visual=phrases("""
        at the camera, to the camera, into the camera, to camera, camera pans, camera zooms, camera moves,
        camera follows, camera shows, the footage, footage of, close-up of, closeup of, on-screen, onscreen,
        appears on screen, appear on screen, appears on the screen, appear on the screen, voiceover, b-roll, a
        montage, montage of, shot of, screen fades, fades to, zooms in, zooms out, the logo, logo of
        """),
    addressed=words("you your yours yourself we us our"),
    said=phrases("voiceover, voice-over, voice over, vo, v.o., narration, narrator's voice, spoken text, spoken words"),
    perhaps_said=phrases("audio, spoken, script, narrative, voice, sound, dialogue, dialog"),
    speaks=words("speaks speaking talking voiceover v.o."),
    narrators=words("narrator speaker interviewer presenter moderator announcer voiceover"),
    persons=words("""
        reporter anchor host doctor dr nurse patient voice pharmacist surgeon therapist dietitian instructor woman man caregiver
        midwife father mother mom dad daughter son wife husband child girl boy physician physiotherapist
        counselor technician anesthetist receptionist relative carer student teacher trainer coach
        """),
    signals=words("""
        cough headache swelling redness rash vomiting dizziness itching breathlessness weakness numbness constipation diarrhea diarrhoea inhaler spacer pump device q a
        note warning important caution remember tip tips example include includes including following are is
        steps step signs symptoms call do danger stop morning noon midday afternoon evening night bedtime
        breakfast lunch dinner supper snack snacks day days week weeks month months year years today tomorrow
        yesterday monday tuesday wednesday thursday friday saturday sunday dose dosage doses medicine medicines
        medication medications drug drugs allergies goal exercise part phone address hours before during after
        never always first second third next then finally yes no red yellow green blue white black if when while
        left right both eye eyes ear ears arm arms leg legs knee knees hip hips hand hands foot feet side front
        back top bottom upper lower you your name names date time times bring take wear eat drink use avoid
        risks risk benefits benefit question answer questions results result test tests tablet tablets pill
        pills drop drops injection insulin inhaler fever pain bleeding nausea diet food fluids activity rest
        sleep wound care follow-up contact email website emergency urgent hospital clinic ward pharmacy
        diagnosis treatment treatments surgery procedure recovery home work driving allergy instructions
        directions purpose reason summary problem solution myth fact facts old new don't vitamin vitamins iron
        calcium salt sugar water air blood weight height pressure pulse temperature vision hearing skin bone
        bones heart lungs kidney kidneys liver stomach bowel option plan
        """),
    pages=phrases("""
        show more, show less, read more, see more, view more, hide transcript, view transcript, show transcript,
        open transcript, download transcript, print transcript, back to top, more back, view more back, download
        pdf, skip to content, skip to main content, play video, watch video, watch the video, search transcript,
        copy link, interactive transcript, transcript view, sign in, log in, cookie settings, accept cookies,
        read transcript, expand transcript, collapse transcript, related videos, watch next, print this page,
        email this page
        """),
    buttons=phrases("more, close, back, view, share, print, download, menu, loading, subscribe, next video, play"),
    sites=words("""
        home homepage library videos video films film animations animation topics health article articles page
        education conditions treatments services departments a-z site
        """),
    credits=phrases("""
        subtitles by, subtitled by, captions by, captioned by, closed captions by, closed captioning by,
        transcribed by, transcript by, transcription by, translated by, translation by, reviewed by, medically
        reviewed by, clinically reviewed by, written by, produced by, directed by, edited by, narrated by,
        animation by, illustrated by, illustrations by, music by, film by, video by, a film by, sync and
        corrections by, reviewed and approved by, closed-captioned by, last reviewed by, produced for, presented
        by, voiced by, filmed by, photography by, images by, graphics by, adapted by, proofread by, checked by,
        subtitles, closed captions, captioning
        """),
    labels=phrases("""
        translation, review, reviewer, author, producer, director, editor, music, narration by, transcription,
        transcript, illustration, animation
        """),
    dated=phrases("""
        last reviewed, last updated, reviewed, updated, date of review, review date, page last reviewed, page
        last updated, next review, review due, published, created, last modified, date published
        """),
    sources=phrases("source, sources, reference, references"),
    rights=phrases("all rights reserved, copyright, some rights reserved"),
    negations=words("""
        no not never none neither nor without don't doesn't didn't won't can't cannot shouldn't mustn't isn't
        aren't wasn't weren't couldn't wouldn't needn't hasn't haven't dont cant avoid stop except unless only
        nothing nobody nowhere wont instead hold skip forbidden unsafe rather
        """),
    amounts=words("""
        one two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred half quarter
        once twice thrice double single milligram milligrams microgram micrograms gram grams milliliter
        milliliters millilitre millilitres liter liters unit units tablet tablets pill pills capsule capsules
        drop drops puff puffs spoon spoons spoonful teaspoon teaspoons tablespoon dose doses injection
        injections patch patches percent degrees daily hourly hours hour minutes minute days day weeks week
        """),
    joining=words("and or to nor but versus vs"),
    compounding=words("""
        well self non post pre long short low high follow check one two three four five half mid ex anti semi
        over under ultra multi inter intra co re x e mother father sister brother in up on off by-pass full part
        first second third so step side over-the over-the-counter ready life large small open deep light sugar
        salt gluten lactose fat day night time
        """),
)  # fmt: skip
