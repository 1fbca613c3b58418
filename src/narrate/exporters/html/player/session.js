// What the lock screen, a headset or a car shows of the sound, and their buttons.

function createSession(player, data) {
  const session = navigator.mediaSession;
  if (!session) return { show() {} };
  let shown = -1;

  const actions = {
    play: player.play,
    pause: player.pause,
    previoustrack: player.previousSlide,
    nexttrack: player.nextSlide,
    seekbackward: player.back,
    seekto: ({ seekTime }) => player.go(seekTime * 1000),
  };
  for (const [name, action] of Object.entries(actions)) {
    try {
      session.setActionHandler(name, action);
    } catch { /* an older browser does not know this one */ }
  }

  function show(slide) {
    if (slide === shown) return;
    shown = slide;
    const { title, picture } = data.slides[slide];
    const isServed = location.protocol.startsWith("http"); // browsers take no picture from a file
    const artwork = picture && isServed ? [{ src: new URL(picture, location.href).href, type: "image/png" }] : [];
    session.metadata = new MediaMetadata({ title, artist: document.title, artwork });
  }

  return { show };
}
