namespace Plumb.Playbooks.Yaml.Parsing;

internal enum YamlEventKind
{
    DocumentStart,
    DocumentEnd,
    MappingStart,
    MappingEnd,
    SequenceStart,
    SequenceEnd,
    Scalar,
    Alias,
}
