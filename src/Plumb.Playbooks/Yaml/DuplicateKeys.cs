namespace Plumb.Playbooks.Yaml;

/// <summary>What is done about a key that is written twice in a mapping. The last one counts in any case.</summary>
public enum DuplicateKeys
{
    Warn,
    Error,
    Ignore,
}
