"""Portuguese. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("transcrição, transcrição do vídeo"),
    titles=words("título"),
    stage=words("aplausos suspira vinheta") | phrases("próximo slide, slide seguinte, próximo diapositivo"),
    doubtful=words("risos pausa clique música riso tosse silêncio ruído ruídos som sons campainha"),
    beside=words("""
        uma um o a de do da em para breve longa curta suave alegre calma fundo continua começa termina todos
        perguntas próximo slide
        """),
    pressed=words("pressione aperte toque botão tecla bomba tela ecrã rótulo etiqueta símbolo alarme"),
    sounds=words("toca tocando late chora apita bate correndo"),
    body=words("ouvido ouvidos olho olhos nariz ferida peito cabeça pele barriga bebê bebé"),
    unheard=phrases("inaudível, incompreensível, ininteligível, não se ouve"),
    seen=phrases("""
        texto na tela, texto no ecrã, título na tela, título no ecrã, imagem na tela, efeito sonoro, efeitos
        sonoros
        """),
    perhaps_seen=phrases("""
        na tela, no ecrã, imagem, imagens, gráfico, cena, plano, câmera, câmara, música, logotipo, vídeo, visual
        """),
    visual=phrases("""
        para a câmera, para a câmara, à câmara, a câmera mostra, a câmara mostra, close de, grande plano de,
        aparece na tela, aparecem na tela, aparece no ecrã, o logotipo, logotipo da, logotipo do
        """),
    addressed=words("você vocês seu sua seus suas lhe nós nosso nossa tu teu tua"),
    said=phrases("voz off, voz em off, locução"),
    perhaps_said=phrases("narração, voz, áudio, som"),
    speaks=words("fala falando"),
    narrators=words("narrador narradora locutor locutora apresentador apresentadora entrevistador entrevistadora"),
    persons=words("""
        médico médica doutor doutora dr dra enfermeira enfermeiro paciente farmacêutico farmacêutica cirurgião
        cirurgiã parteira mãe pai mulher homem
        """),
    signals=words("""
        tosse inchaço vermelhidão vômito vômitos tontura coceira fraqueza diarreia
        nota aviso importante atenção cuidado dica dicas exemplo passo passos sinais sintomas manhã tarde noite
        almoço jantar dia semana mês hoje segunda terça quarta quinta sexta sábado domingo dose medicamento
        medicamentos remédio remédios alergias telefone endereço antes depois durante nunca sempre vermelho
        amarelo verde sim não olho olhos ouvido braço perna joelho quadril mão pé esquerdo direito esquerda
        direita se quando nome data hora comprimidos gotas insulina febre dor emergência vitamina vitaminas
        ferro cálcio sal açúcar água sangue peso pressão pulso temperatura pele plano
        """),
    pages=phrases("""
        ver mais, mostrar mais, leia mais, ler mais, voltar ao topo, ver transcrição, ocultar transcrição, ir
        para o conteúdo
        """),
    buttons=phrases("mais, fechar, voltar, imprimir, partilhar, compartilhar, baixar, menu"),
    sites=words("início biblioteca vídeos vídeo filmes saúde temas artigo página"),
    credits=phrases("""
        legendas por, legendas de, legendado por, traduzido por, revisado por, revisto por, escrito por,
        produzido por, música de, legendas, aprovado por, ilustrado por, transcrito por, apresentado por,
        dirigido por
        """),
    labels=phrases("tradução, tradução de, revisão, autor, autora, direção, produção, música"),
    dated=phrases("""
        última atualização, última revisão, atualizado, atualizado em, revisado em, revisto em, publicado em,
        data de revisão
        """),
    sources=phrases("fonte, fontes, referências"),
    rights=phrases("todos os direitos reservados"),
    negations=words("""
        não nunca jamais sem nem nenhum nenhuma nada exceto só somente evite pare ninguém proibido salvo menos
        suspenda apenas
        """),
    amounts=words("""
        dois duas três quatro cinco seis sete oito nove dez doze vinte trinta cem meio meia metade dobro vez
        vezes miligramas miligrama microgramas gramas grama mililitros mililitro litro unidades unidade
        comprimido comprimidos pílula cápsula cápsulas gota gotas colher colheres dose doses injeção adesivo
        jato jatos horas hora minutos dias dia semanas
        """),
    joining=words("e ou a"),
    compounding=words("ex pré pós não anti guarda segunda terça quarta quinta sexta bem mal auto"),
)  # fmt: skip
