// What the player keeps on this device. Nothing leaves it. Some browsers keep nothing for files: then nothing is kept.

function createMemory(topic) {
  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  }

  function write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch { /* a full or forbidden storage must not stop the sound */ }
  }

  const choices = read("narrate");
  return {
    choices,
    choose(name, value) {
      choices[name] = value;
      write("narrate", choices);
    },
    place: () => read(`narrate:${topic}`),
    keepPlace: (place) => write(`narrate:${topic}`, place),
  };
}
