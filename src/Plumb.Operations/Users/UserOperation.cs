using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Users;

/// <summary>Sees to it that a user is there and is as asked for, or is gone.</summary>
internal sealed class UserOperation : IOperation
{
    public OperationSpec Spec { get; } = new("user", "Manage user accounts")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The user's name") { Required = true, Aliases = ["user"] },
            new("state", ArgumentType.Text, "Whether the user is to be there") { Default = "present", Choices = ["absent", "present"] },
            new("uid", ArgumentType.Integer, "The user's number"),
            new("non_unique", ArgumentType.Boolean, "Allow a number that another user has") { Default = false },
            new("group", ArgumentType.Text, "The user's first group"),
            new("groups", ArgumentType.List, "Further groups; an empty list takes the user out of all") { Elements = ArgumentType.Text },
            new("append", ArgumentType.Boolean, "Leave the user in groups that are not listed") { Default = false },
            new("comment", ArgumentType.Text, "The user's description"),
            new("home", ArgumentType.Path, "The home folder"),
            new("shell", ArgumentType.Path, "The shell at login"),
            new("password", ArgumentType.Text, "The hash of the password") { NoLog = true },
            new("login_class", ArgumentType.Text, "The login class, on systems that have such"),
            new("password_expire_max", ArgumentType.Integer, "Days after which a password must be changed"),
            new("password_expire_min", ArgumentType.Integer, "Days before which a password cannot be changed"),
            new("password_expire_warn", ArgumentType.Integer, "Days of warning before a password must be changed"),
            new("password_expire_account_disable", ArgumentType.Integer, "Days after which an account with an old password ends"),
            new("hidden", ArgumentType.Boolean, "Hide the user at login, on systems that can"),
            new("seuser", ArgumentType.Text, "The user of SELinux"),
            new("force", ArgumentType.Boolean, "Remove a user who is logged in; replace keys that are there") { Default = false },
            new("remove", ArgumentType.Boolean, "Remove the home folder with the user") { Default = false },
            new("create_home", ArgumentType.Boolean, "Make the home folder where it is missing") { Default = true, Aliases = ["createhome"] },
            new("skeleton", ArgumentType.Text, "The folder that a new home is copied from"),
            new("system", ArgumentType.Boolean, "Take the number of a new user from those of the system") { Default = false },
            new("move_home", ArgumentType.Boolean, "Move the home folder where it is to be another") { Default = false },
            new("generate_ssh_key", ArgumentType.Boolean, "Make a pair of keys for SSH"),
            new("ssh_key_bits", ArgumentType.Integer, "The keys' length, 0 for the usual one") { Default = 0 },
            new("ssh_key_type", ArgumentType.Text, "The keys' type") { Default = "rsa" },
            new("ssh_key_file", ArgumentType.Path, "The private key's file, in the home folder unless absolute"),
            new("ssh_key_comment", ArgumentType.Text, "The comment in the keys"),
            new("ssh_key_passphrase", ArgumentType.Text, "The private key's passphrase") { NoLog = true },
            new("update_password", ArgumentType.Text, "Whether to set the password of a user who is there") { Default = "always", Choices = ["always", "on_create"] },
            new("expires", ArgumentType.Float, "When the account ends, in seconds since 1970; negative for never"),
            new("password_lock", ArgumentType.Boolean, "Lock or unlock the password"),
            new("local", ArgumentType.Boolean, "Use the programs that change local accounts only"),
            new("profile", ArgumentType.Text, "The profile, on systems that have such"),
            new("authorization", ArgumentType.Text, "The authorization, on systems that have such"),
            new("role", ArgumentType.Text, "The role, on systems that have such"),
            new("umask", ArgumentType.Text, "The mask of a new home folder's permissions"),
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var run = new UserRun(context);
        return context.Arguments.Text("state") == "absent" ? await run.RemoveAsync(cancellation) : await run.EnsureAsync(cancellation);
    }
}
