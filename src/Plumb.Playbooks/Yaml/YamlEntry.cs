namespace Plumb.Playbooks.Yaml;

public sealed record YamlEntry(YamlNode Key, YamlNode Value);
