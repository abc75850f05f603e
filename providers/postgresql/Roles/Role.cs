using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql.Roles;

/// <summary>A role: a user, a group, or both.</summary>
[Resource("postgresql_role")]
internal sealed partial class Role : IServerObject
{
    [Computed, UseStateForUnknown, ImportId]
    public string Id { get; set; }

    [Required, LengthAtLeast(1)]
    public string Name { get; set; }

    /// <summary>In the clear, or as md5… or SCRAM-SHA-256$… as the server keeps it.</summary>
    [Optional, Sensitive, ConflictsWith(nameof(PasswordWo), nameof(PasswordWoVersion))]
    public string? Password { get; set; }

    /// <summary>A password that is kept in no state.</summary>
    [Optional, Sensitive, WriteOnly, ConflictsWith(nameof(Password)), RequiredWith(nameof(PasswordWoVersion))]
    public string? PasswordWo { get; set; }

    /// <summary>Another text here sets the password of password_wo anew.</summary>
    [Optional, ConflictsWith(nameof(Password)), RequiredWith(nameof(PasswordWo))]
    public string? PasswordWoVersion { get; set; }

    [Optional, Deprecated("Write encrypted_password instead.")]
    public string? Encrypted { get; set; }

    /// <summary>Since version 10 the server encrypts all passwords.</summary>
    [Default(true)]
    public bool EncryptedPassword { get; set; }

    /// <summary>When the password ends, as PostgreSQL writes times; "infinity" or "NULL" for never.</summary>
    [Default("infinity")]
    public string ValidUntil { get; set; }

    /// <summary>The roles that this one is a member of, and no others.</summary>
    [Optional]
    public HashSet<string>? Roles { get; set; }

    [Optional]
    public List<string>? SearchPath { get; set; }

    /// <summary>Connections at a time; -1 for any number.</summary>
    [Default(-1), AtLeast(-1)]
    public int ConnectionLimit { get; set; }

    [Default(false)]
    public bool Superuser { get; set; }

    [Default(false)]
    public bool CreateDatabase { get; set; }

    [Default(false)]
    public bool CreateRole { get; set; }

    [Default(true)]
    public bool Inherit { get; set; }

    [Default(false)]
    public bool Login { get; set; }

    [Default(false)]
    public bool Replication { get; set; }

    [Default(false)]
    public bool BypassRowLevelSecurity { get; set; }

    /// <summary>Milliseconds.</summary>
    [Optional, AtLeast(0)]
    public int? StatementTimeout { get; set; }

    /// <summary>Milliseconds.</summary>
    [Optional, AtLeast(0)]
    public int? IdleInTransactionSessionTimeout { get; set; }

    /// <summary>The role that a session becomes when it begins.</summary>
    [Optional]
    public string? AssumeRole { get; set; }

    /// <summary>Leave the role in the server when this is destroyed.</summary>
    [Default(false)]
    public bool SkipDropRole { get; set; }

    /// <summary>Leave what the role owns alone when this is destroyed.</summary>
    [Default(false)]
    public bool SkipReassignOwned { get; set; }
}
