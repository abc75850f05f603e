namespace Plumb.Playbooks.Yaml;

/// <summary>The tags of YAML 1.1's types.</summary>
public static class CoreTags
{
    public const string Prefix = "tag:yaml.org,2002:";
    public const string Null = Prefix + "null";
    public const string Bool = Prefix + "bool";
    public const string Int = Prefix + "int";
    public const string Float = Prefix + "float";
    public const string Timestamp = Prefix + "timestamp";
    public const string Text = Prefix + "str";
    public const string Binary = Prefix + "binary";
    public const string Merge = Prefix + "merge";
    public const string DefaultKey = Prefix + "value";
    public const string Sequence = Prefix + "seq";
    public const string Mapping = Prefix + "map";
    public const string Set = Prefix + "set";
    public const string OrderedMapping = Prefix + "omap";
    public const string Pairs = Prefix + "pairs";
}
