using Plumb.Operations.Model;

namespace Plumb.Operations.Administration.Mounts;

/// <summary>Mounts file systems, now and for the next start.</summary>
internal sealed class MountOperation : IOperation
{
    public OperationSpec Spec { get; } = new("mount", "Control active and configured mount points")
    {
        Collection = "ansible.posix",
        Arguments =
        [
            new("path", ArgumentType.Path, "Where the file system is seen") { Required = true, Aliases = ["name"] },
            new("src", ArgumentType.Path, "The device, or what else is mounted"),
            new("fstype", ArgumentType.Text, "The kind of file system"),
            new("opts", ArgumentType.Text, "Options of the mount"),
            new("dump", ArgumentType.Text, "Whether dump saves it") { Default = "0" },
            new("passno", ArgumentType.Text, "When it is checked at start") { Default = "0" },
            new("state", ArgumentType.Text, "Whether it is in the table, mounted, or both")
            {
                Required = true,
                Choices = ["absent", "absent_from_fstab", "mounted", "present", "unmounted", "remounted", "ephemeral"],
            },
            new("fstab", ArgumentType.Text, "Another table"),
            new("boot", ArgumentType.Boolean, "Mount it at start") { Default = true },
            new("backup", ArgumentType.Boolean, "Keep a copy of the table") { Default = false },
        ],
        RequiredIf = [new("state", "mounted", ["src", "fstype"]), new("state", "present", ["src", "fstype"]), new("state", "ephemeral", ["src", "fstype"])],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation) => new MountRun(context).RunAsync(cancellation);
}
