namespace Plumb.Playbooks.PythonPlugins;

/// <summary>How values that JSON has no word for are written: as an object whose key <see cref="Mark"/> tells the kind.</summary>
internal static class ValueMarks
{
    public const string Mark = "\u0001";
    public const string Content = "v";

    /// <summary>Values may be nested this deep.</summary>
    public const int MostDepth = 500;
}
