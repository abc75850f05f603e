using Plumb.Operations.Data;

namespace Plumb.Operations.Model;

/// <summary>The arguments that every operation takes whose specification has <see cref="OperationSpec.FileArguments"/>.</summary>
public static class FileArguments
{
    public static IReadOnlyList<ArgumentSpec> All { get; } =
    [
        new("mode", ArgumentType.Raw, "The permissions, as octal text or in the symbols of chmod."),
        new("owner", ArgumentType.Text, "The user who owns the file, by name or number."),
        new("group", ArgumentType.Text, "The group that owns the file, by name or number."),
        new("seuser", ArgumentType.Text, "The user part of the SELinux label."),
        new("serole", ArgumentType.Text, "The role part of the SELinux label."),
        new("selevel", ArgumentType.Text, "The level part of the SELinux label."),
        new("setype", ArgumentType.Text, "The type part of the SELinux label."),
        new("attributes", ArgumentType.Text, "The attributes of the file as chattr takes them.") { Aliases = ["attr"] },
        new("unsafe_writes", ArgumentType.Boolean, "Write into the file itself where it cannot be replaced at once.") { Default = DataValue.Of(false), Variable = "ANSIBLE_UNSAFE_WRITES" },
    ];
}
