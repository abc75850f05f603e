namespace Plumb.Playbooks.Configuration;

/// <summary>What a setting is, in the model of templates, and where it comes from: "default", "env: NAME", or the path of a file.</summary>
public sealed record SettingValue(SettingDefinition Definition, object? Value, string Origin)
{
    public const string DefaultOrigin = "default";

    public bool IsDefault => Origin == DefaultOrigin;
}
