"""Spanish."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("""
        transcripción, transcripcion, transcripción del video, transcripción del vídeo, transcripción del audio
        """),
    films=words("video vídeo audio completa completo animación texto del de la el"),
    titles=words("título titulo"),
    stage=words("aplausos aplauso suspira cortinilla sintonía fundido") | phrases("siguiente diapositiva, diapositiva siguiente, cambio de diapositiva"),
    doubtful=words("""
        risas tose pausas pausa clic música musica risa suspiro tos silencio ruido ruidos sonido sonidos campana corte timbre pitido pitidos
        melodía canción instrumental
        """),
    beside=words("""
        una un el la los las de del y en para por breve larga corta aquí ahora efecto suave suaves alegre
        tranquila lenta fondo ambiente siguiente diapositiva preguntas comienza empieza termina sigue continúa
        final entra sale sube baja todos narrador
        """),
    pressed=words("pulse presione oprima apriete toque tecla botón bomba pantalla etiqueta símbolo icono alarma"),
    sounds=words("""
        suena sonando ladra ladrando llora llorando pita pitando corre corriendo zumba zumbando golpea cruje ríe
        ríen
        """),
    body=words("oído oídos ojo ojos nariz herida pecho cabeza piel estómago bebé"),
    unheard=phrases("inaudible, ininteligible, no se entiende, no se oye, incomprensible, indistinto, audio no claro"),
    seen=phrases("""
        texto en pantalla, en pantalla, gráfico en pantalla, título en pantalla, rótulo en pantalla, imagen en
        pantalla, efecto de sonido, efectos de sonido
        """),
    perhaps_seen=phrases("rótulos, rótulo, imagen, imágenes, gráfico, escena, plano, cámara, música, logotipo, visual, vídeo, video"),
    visual=phrases("""
        a la cámara, a cámara, hacia la cámara, la cámara muestra, la cámara enfoca, primer plano de, plano de,
        en pantalla aparece, en pantalla aparecen, aparece en pantalla, aparecen en pantalla, logotipo de, el
        logotipo, fundido a
        """),
    addressed=words("usted ustedes su sus le les te tu tus nosotros nuestro nuestra"),
    said=phrases("voz en off, locución, narración"),
    perhaps_said=phrases("voz, audio, guion, guión, texto hablado, sonido"),
    speaks=words("habla hablando"),
    narrators=words("""
        narrador narradora locutor locutora presentador presentadora entrevistador entrevistadora moderador
        moderadora
        """),
    persons=words("""
        doctor doctora dr dra enfermera enfermero paciente voz farmacéutica farmacéutico cirujano cirujana mujer
        hombre partera matrona médico médica madre padre hija hijo esposa esposo terapeuta fisioterapeuta
        nutricionista cuidadora cuidador
        """),
    signals=words("""
        tos hinchazón enrojecimiento vómito vómitos mareo mareos picazón debilidad estreñimiento diarrea p r
        nota aviso advertencia importante precaución recuerde consejo consejos ejemplo incluyen siguientes son
        es pasos paso señales síntomas llame peligro atención mañana mediodía tarde noche desayuno almuerzo
        comida cena merienda día días semana semanas mes meses año hoy lunes martes miércoles jueves viernes
        sábado domingo dosis medicina medicinas medicamento medicamentos alergias meta ejercicio parte teléfono
        dirección horario antes durante después nunca siempre primero segundo tercero luego finalmente sí no
        rojo amarillo verde azul si cuando ojo ojos oído oídos brazo pierna rodilla cadera mano pie lado derecho
        derecha izquierdo izquierda ambos nombre fecha hora traiga tome coma beba use evite riesgos riesgo
        beneficios pregunta respuesta resultados prueba pastilla pastillas tableta tabletas gotas inyección
        insulina inhalador fiebre dolor sangrado dieta descanso herida cuidado contacto urgencia emergencia
        hospital clínica farmacia tratamiento cirugía recuperación casa trabajo alergia instrucciones vitamina
        vitaminas hierro calcio sal azúcar agua sangre peso presión pulso temperatura piel plan opción
        """),
    pages=phrases("""
        ver más, mostrar más, leer más, ver transcripción, ocultar transcripción, ver transcripción completa,
        volver arriba, iniciar sesión, saltar al contenido, mostrar menos
        """),
    buttons=phrases("más, cerrar, volver, compartir, imprimir, descargar, menú"),
    sites=words("inicio portada biblioteca videos vídeos video vídeo películas salud temas artículo página educación"),
    credits=phrases("""
        subtítulos por, subtítulos de, subtitulado por, subtítulos realizados por, transcrito por, traducido
        por, revisado por, revisión médica de, escrito por, producido por, dirigido por, música de, subtítulos,
        subtítulos hechos por, aprobado por, producción de, presentado por, ilustrado por, corregido por, última
        revisión por
        """),
    labels=phrases("""
        traducción, traducción de, transcripción, transcripción de, revisión, autor, autora, dirección,
        producción, música, edición
        """),
    dated=phrases("""
        última revisión, última actualización, revisado, revisado en, actualizado, actualizado en, fecha de
        revisión, publicado, publicado en
        """),
    sources=phrases("fuente, fuentes, referencia, referencias"),
    rights=phrases("todos los derechos reservados, derechos reservados"),
    negations=words("""
        no nunca jamás sin ni ningún ninguna ninguno nada tampoco evite deje suspenda excepto salvo solo sólo
        nadie prohibido menos detenga pare
        """),
    amounts=words("""
        uno dos tres cuatro cinco seis siete ocho nueve diez doce veinte treinta cien medio media mitad doble
        vez veces miligramos miligramo microgramos gramos gramo mililitros mililitro litro unidades unidad
        tableta tabletas pastilla pastillas cápsula cápsulas comprimido comprimidos gota gotas cucharada
        cucharadas cucharadita dosis inyección parche inhalación inhalaciones horas hora minutos días día
        semanas
        """),
    joining=words("y e o u a ni"),
    compounding=words("ex pre post no anti físico médico teórico socio"),
)  # fmt: skip
