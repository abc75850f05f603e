using Plumb.Operations.Model;

namespace Plumb.Operations.Packages.Python;

/// <summary>Manages packages of Python, of the system or of a virtual environment.</summary>
internal sealed class PipOperation : IOperation
{
    public OperationSpec Spec { get; } = new("pip", "Manages Python library dependencies")
    {
        Arguments =
        [
            new("name", ArgumentType.List, "The packages, with conditions on versions, or addresses") { Elements = ArgumentType.Text },
            new("version", ArgumentType.Text, "The version where one package is named"),
            new("requirements", ArgumentType.Text, "A file that lists packages"),
            new("virtualenv", ArgumentType.Path, "The virtual environment, which is made where it is missing"),
            new("virtualenv_site_packages", ArgumentType.Boolean, "Let a new environment see the system's packages") { Default = false },
            new("virtualenv_command", ArgumentType.Path, "The program that makes environments") { Default = "virtualenv" },
            new("virtualenv_python", ArgumentType.Text, "The Python of a new environment"),
            new("state", ArgumentType.Text, "How the packages are to be") { Default = "present", Choices = ["absent", "forcereinstall", "latest", "present"] },
            new("extra_args", ArgumentType.Text, "Further arguments for pip"),
            new("editable", ArgumentType.Boolean, "Install so that changes of the source count") { Default = false },
            new("chdir", ArgumentType.Path, "The folder to run in"),
            new("executable", ArgumentType.Path, "The pip to use"),
            new("umask", ArgumentType.Text, "The mask of new files' permissions"),
        ],
        RequiredOneOf = [["name", "requirements"]],
        MutuallyExclusive = [["name", "requirements"], ["executable", "virtualenv"]],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation) => new PipRun(context).RunAsync(cancellation);
}
