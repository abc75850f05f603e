using System.Globalization;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Actions;

/// <summary>The variables that a template has about itself.</summary>
internal static class TemplateFileVariables
{
    public static PyDict Of(ActionContext context, string path, string target)
    {
        var changed = File.GetLastWriteTime(path);
        return new PyDict
        {
            ["template_host"] = Environment.MachineName,
            ["template_path"] = path,
            ["template_fullpath"] = Path.GetFullPath(path),
            ["template_destpath"] = target,
            ["template_mtime"] = changed,
            ["template_uid"] = Environment.UserName,
            ["template_run_date"] = context.Services.Clock.GetLocalNow().DateTime,
            ["ansible_managed"] = context.Services.Templar.Settings.ManagedText
                .Replace("{host}", Environment.MachineName, StringComparison.Ordinal)
                .Replace("{uid}", Environment.UserName, StringComparison.Ordinal)
                .Replace("{file}", path, StringComparison.Ordinal)
                .Replace("%Y", changed.Year.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("%m", changed.Month.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("%d", changed.Day.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("%H", changed.Hour.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("%M", changed.Minute.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("%S", changed.Second.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal),
        };
    }
}
