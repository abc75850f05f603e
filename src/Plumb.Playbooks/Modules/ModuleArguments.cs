using Plumb.Jinja.Values;
using Plumb.Operations.Text;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Modules;

/// <summary>The arguments of a task as modules are told them: with what they have to know of the run, under names that begin with <c>_ansible_</c>.</summary>
internal sealed class ModuleArguments(AnsibleSettings settings, string version)
{
    /// <summary>Stands for the temporary folder, which only the host knows.</summary>
    public const string FolderMark = "@plumb-module-folder@";

    public PyDict Of(ActionContext context, string module)
    {
        var all = DataConversion.ToDict(DataConversion.ToMap(context.Arguments));
        all["_ansible_check_mode"] = context.Settings.Check;
        all["_ansible_no_log"] = context.Settings.HidesOutput || settings.Flag("DEFAULT_NO_TARGET_SYSLOG");
        all["_ansible_debug"] = settings.Flag("DEFAULT_DEBUG");
        all["_ansible_diff"] = context.Settings.Diff;
        all["_ansible_verbosity"] = (long)context.Services.Settings.Verbosity;
        all["_ansible_version"] = version.Length > 0 ? version : context.Services.Settings.PeerVersion;
        all["_ansible_module_name"] = module;
        all["_ansible_syslog_facility"] = context.Scope.Variable("ansible_syslog_facility") as string ?? settings.Text("DEFAULT_SYSLOG_FACILITY") ?? "LOG_USER";
        all["_ansible_selinux_special_fs"] = new PyList(settings.List("DEFAULT_SELINUX_SPECIAL_FS").Select(object? (f) => f));
        all["_ansible_string_conversion_action"] = settings.Text("STRING_CONVERSION_ACTION") ?? "warn";
        all["_ansible_socket"] = null;
        all["_ansible_shell_executable"] = context.Scope.Variable("ansible_shell_executable") as string ?? settings.Text("DEFAULT_EXECUTABLE") ?? "/bin/sh";
        all["_ansible_keep_remote_files"] = settings.Flag("DEFAULT_KEEP_REMOTE_FILES");
        all["_ansible_tmpdir"] = FolderMark;
        all["_ansible_remote_tmp"] = context.Scope.Variable("ansible_remote_tmp") as string ?? settings.FindOption("defaults.remote_tmp", "ANSIBLE_REMOTE_TEMP ANSIBLE_REMOTE_TMP") ?? "~/.ansible/tmp";
        return all;
    }

    public static string Json(PyDict arguments) => new PythonJsonWriter().Write(arguments);

    /// <summary>As words for the shell, the way old modules are told them.</summary>
    public static string Words(PyDict arguments) => string.Concat(arguments.Entries.Select(e => $"{PyText.Str(e.Key)}={ShellWords.Quote(PyText.Str(e.Value))} "));
}
