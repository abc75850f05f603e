using Plumb.Operations.Administration;
using Plumb.Operations.Administration.Mounts;
using Plumb.Operations.Commands;
using Plumb.Operations.Facts;
using Plumb.Operations.Files.Archives;
using Plumb.Operations.Files.Copying;
using Plumb.Operations.Files.Finding;
using Plumb.Operations.Files.KnownHosts;
using Plumb.Operations.Files.Lines;
using Plumb.Operations.Files;
using Plumb.Operations.Jobs;
using Plumb.Operations.Model;
using Plumb.Operations.Modules;
using Plumb.Operations.Network;
using Plumb.Operations.Network.Firewall;
using Plumb.Operations.Network.GetUrl;
using Plumb.Operations.Network.Waiting;
using Plumb.Operations.Packages;
using Plumb.Operations.Packages.Apt;
using Plumb.Operations.Packages.Dnf;
using Plumb.Operations.Packages.Python;
using Plumb.Operations.Packages.Repositories;
using Plumb.Operations.Services;
using Plumb.Operations.SourceControl;
using Plumb.Operations.Users;

namespace Plumb.Operations.Running;

/// <summary>All operations there are, by every name a task may call them.</summary>
public sealed class OperationTable
{
    /// <summary>What runs the modules that people wrote. The controller asks for it; tasks cannot name it.</summary>
    public const string ModuleRunner = "_module";

    private readonly Dictionary<string, IOperation> _byName = new(StringComparer.Ordinal);

    public OperationTable(IReadOnlyList<IOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        Operations = operations;
        _byName.Add(ModuleRunner, new ModuleOperation());
        foreach (var operation in operations)
        {
            foreach (var name in (IEnumerable<string>)[operation.Spec.Name, .. operation.Spec.OtherNames]) Add(name, operation);
        }
    }

    /// <summary>The operations that come with the program. One line each.</summary>
    public static OperationTable Builtin { get; } = new(
    [
        // Files
        new AssembleOperation(),
        new BlockInFileOperation(),
        new CopyOperation(),
        new FetchOperation(),
        new FileOperation(),
        new FindOperation(),
        new KnownHostsOperation(),
        new LineInFileOperation(),
        new ReplaceOperation(),
        new SlurpOperation(),
        new StatOperation(),
        new TempFileOperation(),
        new UnarchiveOperation(),

        // Commands
        CommandOperation.Plain(),
        CommandOperation.Shell(),
        new ExpectOperation(),
        new RawOperation(),
        new ScriptOperation(),
        new AsyncStatusOperation(),

        // Network
        new GetUrlOperation(),
        new IptablesOperation(),
        new PingOperation(),
        new UriOperation(),
        new WaitForOperation(),

        // The system
        new SetupOperation(),
        new GetentOperation(),
        new HostnameOperation(),
        new PackageFactsOperation(),
        new PackageOperation([new AptOperation(), new ApkOperation(), new DnfOperation()]),
        new ApkOperation(),
        new DebconfOperation(),
        new LocaleGenOperation(),
        new ModprobeOperation(),
        new MountOperation(),
        new TimezoneOperation(),
        new ServiceFactsOperation(),
        new AptKeyOperation(),
        new AptRepositoryOperation(),
        new PipOperation(),
        new Deb822RepositoryOperation(),
        new DnfOperation(),
        new RpmKeyOperation(),
        new YumRepositoryOperation(),
        new DpkgSelectionsOperation(),
        new SysctlOperation(),
        new AuthorizedKeyOperation(),
        new CronOperation(),
        new GitOperation(),
        new SubversionOperation(),
        new UserOperation(),
        new GroupOperation(),
        new AptOperation(),
        new ServiceOperation(),
        new SystemdOperation(),
        new SysvinitOperation(),
    ]);

    /// <summary>Those that tasks may name.</summary>
    public IReadOnlyList<IOperation> Operations { get; }

    /// <summary>The operation of a short or full name, or null.</summary>
    public IOperation? Find(string name) => _byName.GetValueOrDefault(name);

    private void Add(string name, IOperation operation)
    {
        _byName.Add(name, operation);
        _byName.Add($"{operation.Spec.Collection}.{name}", operation);
        if (operation.Spec.Collection == "ansible.builtin") _byName.Add("ansible.legacy." + name, operation);
    }
}
