using System.Text;

namespace Plumb.Cli.Session;

/// <summary>Lines that were typed before, in a file that only its user may read.</summary>
internal sealed class LineHistory
{
    private const int MostLines = 1000;

    private readonly string _path;
    private readonly List<string> _lines;

    private LineHistory(string path, List<string> lines) => (_path, _lines) = (path, lines);

    public int Count => _lines.Count;

    public string this[int index] => _lines[index];

    /// <summary>What the file has; nothing where it cannot be read.</summary>
    public static LineHistory Read(string path)
    {
        try
        {
            return new LineHistory(path, File.Exists(path) ? [.. File.ReadLines(path).TakeLast(MostLines)] : []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LineHistory(path, []);
        }
    }

    /// <summary>Takes in a line, unless it is empty or the one before it again.</summary>
    public void Add(string line)
    {
        if (line.Trim().Length > 0 && (_lines.Count == 0 || _lines[^1] != line)) _lines.Add(line);
    }

    /// <summary>Keeps the lines for the next time, where that can be done.</summary>
    public void Write()
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(_path, options);
            foreach (var line in _lines.TakeLast(MostLines)) file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A memory that cannot be kept is forgotten.
        }
    }
}
