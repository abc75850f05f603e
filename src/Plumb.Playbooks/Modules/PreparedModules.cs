using System.Collections.Concurrent;
using System.Globalization;
using Plumb.Jinja.Values;
using Plumb.Operations.Model;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Configuration;

namespace Plumb.Playbooks.Modules;

/// <summary>Modules as they are sent to hosts, each read and packed once in a run.</summary>
internal sealed class PreparedModules(ModuleFolders folders, CollectionFolders collections, Func<CoreInstallation?> core, AnsibleSettings settings)
{
    private readonly ConcurrentDictionary<string, ModuleText> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<SourceContent>> _packages = new(StringComparer.Ordinal);

    public string CoreVersion => core()?.Version ?? "";

    public ModuleText Text(ModuleFile module) => _texts.GetOrAdd(module.Path, path => new ModuleText(File.ReadAllBytes(path)));

    public SourceContent Plain(ModuleFile module) => _packages.GetOrAdd(module.Path, _ => new Lazy<SourceContent>(() => ControllerFile.Of(Text(module).Bytes, Path.GetFileName(module.Path)))).Value;

    /// <summary>A module in Python with all that it imports.</summary>
    /// <param name="module">The module.</param>
    /// <param name="openFiles">How many files it may have open, or 0 for as many as the host says.</param>
    public SourceContent Package(ModuleFile module, long openFiles) =>
        _packages.GetOrAdd($"{module.Path} {module.PythonName} {openFiles.ToString(CultureInfo.InvariantCulture)}", _ => new Lazy<SourceContent>(() => Pack(module, openFiles))).Value;

    /// <summary>A module whose text holds its arguments.</summary>
    public SourceContent WithArguments(ModuleFile module, PyDict arguments)
    {
        var json = ModuleArguments.Json(arguments);
        var replacements = new Dictionary<string, string>
        {
            ["\"<<ANSIBLE_VERSION>>\""] = PyText.Repr(CoreVersion),
            ["\"<<INCLUDE_ANSIBLE_MODULE_COMPLEX_ARGS>>\""] = PyText.Repr(json),
            ["<<SELINUX_SPECIAL_FILESYSTEMS>>"] = string.Join(',', settings.List("DEFAULT_SELINUX_SPECIAL_FS")),
            [ModuleText.JsonMark] = json,
            ["syslog.LOG_USER"] = "syslog." + (arguments.TryGet("_ansible_syslog_facility", out var facility) ? PyText.Str(facility) : "LOG_USER"),
        };
        return ControllerFile.Of(Text(module).With(replacements), Path.GetFileName(module.Path));
    }

    private SourceContent Pack(ModuleFile module, long openFiles)
    {
        var source = Text(module).PythonSource;
        var imported = new PythonClosure(module, new UtilitySearch(folders, collections, core()), core() is not null).Of(source);
        return ControllerFile.Of(PythonPackage.Pack(module, source, imported, openFiles), Path.GetFileNameWithoutExtension(module.Path) + ".zip");
    }
}
