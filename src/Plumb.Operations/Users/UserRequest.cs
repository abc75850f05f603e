using System.Globalization;
using Plumb.Operations.Data;

namespace Plumb.Operations.Users;

/// <summary>How a user is to be; null leaves something as it is.</summary>
internal sealed record UserRequest(string Name)
{
    public long? UserId { get; init; }

    public bool NonUnique { get; init; }

    public string? Group { get; init; }

    /// <summary>The further groups, or null to leave them alone.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    public bool Append { get; init; }

    public string? Comment { get; init; }

    public string? Home { get; init; }

    public bool MoveHome { get; init; }

    public bool CreateHome { get; init; } = true;

    public string? Skeleton { get; init; }

    public string? Umask { get; init; }

    public string? Shell { get; init; }

    /// <summary>The hash of the password, or null to leave it.</summary>
    public string? Password { get; init; }

    public bool? PasswordLock { get; init; }

    public bool OnlyNewPassword { get; init; }

    /// <summary>When the account ends, in seconds since 1970; negative for never.</summary>
    public double? Expires { get; init; }

    public bool System { get; init; }

    public bool Local { get; init; }

    public string? SelinuxUser { get; init; }

    public bool Force { get; init; }

    public bool Remove { get; init; }

    public bool Never => Expires < 0;

    /// <summary>The day on which the account ends, counted since 1970.</summary>
    public long ExpiryDay => (long)Math.Floor(Expires.GetValueOrDefault() / 86400);

    public string ExpiryDate => Never ? "" : DateTimeOffset.UnixEpoch.AddDays(ExpiryDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static UserRequest From(MapData arguments) => new(arguments.RequiredText("name"))
    {
        UserId = arguments.Integer("uid"),
        NonUnique = arguments.Flag("non_unique"),
        Group = arguments.Text("group"),
        Groups = arguments["groups"] is ListData ? [.. arguments.Texts("groups").SelectMany(g => g.Split(',')).Select(g => g.Trim()).Where(g => g.Length > 0).Distinct()] : null,
        Append = arguments.Flag("append"),
        Comment = arguments.Text("comment"),
        Home = arguments.Text("home"),
        MoveHome = arguments.Flag("move_home"),
        CreateHome = arguments.Flag("create_home"),
        Skeleton = arguments.Text("skeleton"),
        Umask = arguments.Text("umask"),
        Shell = arguments.Text("shell"),
        Password = arguments.Text("password"),
        PasswordLock = arguments.OptionalFlag("password_lock"),
        OnlyNewPassword = arguments.Text("update_password") == "on_create",
        Expires = arguments.Number("expires"),
        System = arguments.Flag("system"),
        Local = arguments.Flag("local"),
        SelinuxUser = arguments.Text("seuser"),
        Force = arguments.Flag("force"),
        Remove = arguments.Flag("remove"),
    };
}
