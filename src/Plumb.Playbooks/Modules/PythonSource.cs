namespace Plumb.Playbooks.Modules;

/// <summary>A Python module that goes along with a module: its dotted name in parts, its text, and whether it is a package.</summary>
internal sealed record PythonSource(IReadOnlyList<string> Name, byte[] Text, bool IsPackage)
{
    public string DottedName => string.Join('.', Name);

    /// <summary>Its place in an archive.</summary>
    public string ArchivePath => string.Join('/', Name) + (IsPackage ? "/__init__.py" : ".py");

    /// <summary>Whether what lies below it may be missing from the disk, because it is only named by a redirect.</summary>
    public bool IsRedirect { get; init; }
}
