using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Plumb.Playbooks.Configuration;

namespace Plumb.Playbooks.Callbacks;

/// <summary>
/// The file of <c>log_path</c>: all that a run says to people, without colour, each with its time, the process and the user. It is opened
/// for each entry, so that a program that moves logs away takes effect at once. One that can no longer be written ends the log and not the run.
/// </summary>
public sealed partial class OutputLog
{
    private const string Logger = "ansible";

    private readonly string _path;
    private readonly string _source;
    private readonly TimeProvider _clock;
    private readonly Action<string> _tell;
    private bool _hasFailed;

    private OutputLog(string path, string user, TimeProvider clock, Action<string> tell)
    {
        (_path, _clock, _tell) = (path, clock, tell);
        _source = string.Create(CultureInfo.InvariantCulture, $"p={Environment.ProcessId} u={user} n={Logger}");
    }

    /// <summary>Verbose messages are logged up to this number of <c>-v</c>, also where fewer are shown.</summary>
    public int Verbosity { get; init; }

    /// <summary>The log that the settings ask for; null where they ask for none, filter all of it out, or name a file that cannot be written.</summary>
    public static OutputLog? Open(AnsibleSettings settings, TimeProvider clock, Action<string> tell)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(tell);
        if (settings.Text("DEFAULT_LOG_PATH") is not { Length: > 0 } path || settings.List("DEFAULT_LOG_FILTER").Any(f => f.Trim() == Logger)) return null;
        try
        {
            using (new FileStream(path, FileMode.Append))
            {
                return new OutputLog(path, UserOf(settings.Environment.Variable), clock, tell) { Verbosity = settings.Text("LOG_VERBOSITY") is { Length: > 0 } ? (int)settings.Number("LOG_VERBOSITY") : 0 };
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            tell($"[WARNING]: log file at {path} is not writeable and we cannot create it, aborting\n");
            return null;
        }
    }

    internal void Write(string text, OutputColor color)
    {
        if (_hasFailed) return;
        var level = color switch { OutputColor.Error => "ERROR", OutputColor.Warning => "WARNING", OutputColor.Debug => null, _ => "INFO" };
        if (level is null) return;
        var time = _clock.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss,fff", CultureInfo.InvariantCulture);
        try
        {
            File.AppendAllText(_path, $"{time} {_source} {level}| {Colors().Replace(text, "").TrimStart('\n')}\n", new UTF8Encoding(false));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _hasFailed = true;
            _tell($"[WARNING]: The log {_path} ends here: {fault.Message}\n");
        }
    }

    private static string UserOf(Func<string, string?> variable) =>
        ((string[])["LOGNAME", "USER", "LNAME", "USERNAME"]).Select(variable).FirstOrDefault(v => v is { Length: > 0 }) ?? Environment.UserName;

    [GeneratedRegex("\u001b\\[[0-9;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Colors();
}
