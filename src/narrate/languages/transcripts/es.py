"""Spanish."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("título titulo"),
    announces=phrases("transcripción, transcripcion, transcripción del video, transcripción del vídeo, transcripción del audio"),
    films=words("video vídeo audio completa completo animación texto del de la el"),
    stage=words("""
        pausa pausas música musica aplausos aplauso risas risa suspira suspiro tose tos cortinilla silencio ruido ruidos sonido
        sonidos campana corte timbre clic pitido pitidos melodía canción instrumental fundido sintonía
        """),
    beside=words("""
        una un el la los las de del y en para por breve larga corta aquí ahora efecto suave suaves alegre tranquila lenta fondo
        ambiente siguiente diapositiva preguntas comienza empieza termina sigue continúa final entra sale sube baja todos narrador
        """),
    sounds=words("suena sonando ladra ladrando llora llorando pita pitando corre corriendo zumba zumbando golpea cruje ríe ríen"),
    unheard=phrases("inaudible, ininteligible, no se entiende, no se oye, incomprensible, indistinto, audio no claro"),
    seen=phrases("""
        texto en pantalla, en pantalla, gráfico en pantalla, título en pantalla, rótulo, rótulos, imagen, imágenes, gráfico, escena,
        plano, cámara, efecto de sonido, efectos de sonido, música, logotipo, visual
        """),
    visual=words("cámara pantalla plano escena logotipo encuadre"),
    said=phrases("voz en off, voz, locución, narración, audio, guion"),
    says=words("habla dice pregunta responde continúa"),
    narrators=words("narrador narradora locutor locutora presentador presentadora entrevistador entrevistadora moderador moderadora"),
    persons=words("""
        doctor doctora dr dra enfermera enfermero paciente voz farmacéutica farmacéutico cirujano cirujana mujer hombre partera
        matrona médico médica madre padre hija hijo esposa esposo terapeuta fisioterapeuta nutricionista cuidadora cuidador
        """),
    signals=words("""
        nota aviso advertencia importante precaución recuerde consejo consejos ejemplo incluyen siguientes son es pasos paso señales
        síntomas llame peligro atención mañana mediodía tarde noche desayuno almuerzo comida cena merienda día días semana semanas mes
        meses año hoy lunes martes miércoles jueves viernes sábado domingo dosis medicina medicinas medicamento medicamentos alergias
        meta ejercicio parte teléfono dirección horario antes durante después nunca siempre primero segundo tercero luego finalmente sí
        no rojo amarillo verde azul si cuando ojo ojos oído oídos brazo pierna rodilla cadera mano pie lado derecho derecha izquierdo
        izquierda ambos nombre fecha hora traiga tome coma beba use evite riesgos riesgo beneficios pregunta respuesta resultados prueba
        pastilla pastillas tableta tabletas gotas inyección insulina inhalador fiebre dolor sangrado dieta descanso herida cuidado
        contacto urgencia emergencia hospital clínica farmacia tratamiento cirugía recuperación casa trabajo alergia instrucciones
        """),
    pages=phrases("más, menos, ver más, ver menos, mostrar más, mostrar menos, leer más, cerrar, volver, ver transcripción, compartir, imprimir, descargar, ocultar transcripción"),
    credits=phrases("""
        subtítulos por, subtítulos de, subtitulado por, subtítulos realizados por, transcrito por, transcripción de, traducido por,
        traducción de, revisado por, revisión médica de, última revisión, última actualización, escrito por, producido por, dirigido por, música de
        """),
    sources=phrases("fuente, fuentes, referencia, referencias"),
    rights=phrases("todos los derechos reservados, derechos reservados"),
    negations=words("no nunca jamás sin ni ningún ninguna ninguno nada tampoco evite deje suspenda excepto salvo solo sólo"),
    joining=words("y e o u a ni"),
    compounding=words("ex pre post no anti físico médico teórico socio"),
)  # fmt: skip
