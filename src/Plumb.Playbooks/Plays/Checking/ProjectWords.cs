using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Plays.Checking;

/// <summary>
/// Every name that files of a project may define: whatever stands before a colon or an equals sign, and what is registered or the variable of a
/// loop. More than variables, and meant to be: a name that is not among them is defined nowhere.
/// </summary>
internal sealed partial class ProjectWords
{
    private const int MostFiles = 3_000;
    private const long LargestFile = 2 << 20;
    private const int DeepestFolder = 12;

    private static readonly HashSet<string> Kinds = [".yml", ".yaml", ".json", ".ini", ".cfg", ".toml", ".vault", ""];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Names => _names;

    /// <summary>Whether there was too much to read, or something that cannot be.</summary>
    public bool IsPartial { get; private set; }

    public void AddFolder(string folder)
    {
        if (Directory.Exists(folder)) AddFolder(new DirectoryInfo(folder), 0);
    }

    private void AddFolder(DirectoryInfo folder, int depth)
    {
        if (IsPartial || !_read.Add(folder.FullName)) return;
        if (depth > DeepestFolder)
        {
            IsPartial = true;
            return;
        }
        try
        {
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                if (entry is DirectoryInfo inner)
                {
                    if (inner.Name is not (".git" or "node_modules" or ".terraform" or "__pycache__")) AddFolder(inner, depth + 1);
                }
                else if (entry is FileInfo file && Kinds.Contains(file.Extension))
                {
                    AddFile(file);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            IsPartial = true;
        }
    }

    private void AddFile(FileInfo file)
    {
        if (!_read.Add(file.FullName)) return;
        if (_read.Count > MostFiles || file.Length > LargestFile)
        {
            IsPartial = true;
            return;
        }
        var text = File.ReadAllText(file.FullName);
        // Whoever cannot open it cannot know what it defines.
        if (text.Contains("$ANSIBLE_VAULT;", StringComparison.Ordinal) && text.TrimStart().StartsWith("$ANSIBLE_VAULT;", StringComparison.Ordinal)) IsPartial = true;
        foreach (Match match in Definition().Matches(text)) _names.Add(match.Groups[1].Value);
        foreach (Match match in Registration().Matches(text)) _names.Add(match.Groups[1].Value);
    }

    [GeneratedRegex("""([A-Za-z_]\w*)["']?\s*[:=]""", RegexOptions.None, 5000)]
    private static partial Regex Definition();

    [GeneratedRegex("""\b(?:register|loop_var|index_var|name)\s*[:=]\s*["']?([A-Za-z_]\w*)""", RegexOptions.None, 5000)]
    private static partial Regex Registration();
}
