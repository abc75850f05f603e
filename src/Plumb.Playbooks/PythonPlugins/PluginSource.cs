namespace Plumb.Playbooks.PythonPlugins;

/// <summary>The file of a plugin, which is read at most once.</summary>
internal sealed class PluginSource(string path)
{
    private readonly Lazy<string> _text = new(() => Read(path));

    public string Path => path;

    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(path);

    public bool Mentions(string name) => _text.Value.Contains(name, StringComparison.Ordinal);

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
