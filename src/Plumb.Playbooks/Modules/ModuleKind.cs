namespace Plumb.Playbooks.Modules;

/// <summary>How a module is told its arguments.</summary>
internal enum ModuleKind
{
    /// <summary>Python that imports <c>ansible.module_utils</c>: packed with what it imports.</summary>
    Python,

    /// <summary>Its text holds a mark that the arguments replace.</summary>
    ReplacedJson,

    /// <summary>It says WANT_JSON and is given the path of a file of JSON.</summary>
    JsonFile,

    /// <summary>No text: started as it is with the path of a file of JSON.</summary>
    Binary,

    /// <summary>It is given the path of a file of <c>key=value</c> words.</summary>
    Words,

    /// <summary>For Windows, which is out of reach.</summary>
    PowerShell,
}
