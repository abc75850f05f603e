namespace Plumb.Playbooks.Configuration;

/// <summary>How the text of a setting is read. Paths are relative to the file that holds them.</summary>
public enum SettingType
{
    /// <summary>As written, without quotes around it.</summary>
    Raw,

    Text,
    Boolean,
    Integer,
    Float,

    /// <summary>Parts between commas.</summary>
    List,

    Path,

    /// <summary>Paths between colons.</summary>
    PathSpec,

    /// <summary>Paths between commas.</summary>
    PathList,

    /// <summary>A default only: no file or variable can set it.</summary>
    Dictionary,
}
