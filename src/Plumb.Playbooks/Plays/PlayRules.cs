using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Plays;

/// <summary>What can be wrong with playbooks, roles and tasks as written.</summary>
public static class PlayRules
{
    public static readonly DiagnosticRule NotAPlaybook = new("PLY200", Severity.Error, "A playbook is a list of plays");
    public static readonly DiagnosticRule UnknownKeyword = new("PLY201", Severity.Error, "A keyword is not known here");
    public static readonly DiagnosticRule MissingHosts = new("PLY202", Severity.Error, "A play needs hosts");
    public static readonly DiagnosticRule ConflictingActions = new("PLY203", Severity.Error, "A task has more than one action");
    public static readonly DiagnosticRule NoAction = new("PLY204", Severity.Error, "A task has no action");
    public static readonly DiagnosticRule UnknownAction = new("PLY205", Severity.Error, "An action is not known");
    public static readonly DiagnosticRule ExtraWords = new("PLY206", Severity.Error, "An action takes no text without a name");
    public static readonly DiagnosticRule WrongShape = new("PLY207", Severity.Error, "A value has the wrong shape");
    public static readonly DiagnosticRule MissingFile = new("PLY208", Severity.Error, "A file is missing");
    public static readonly DiagnosticRule UnclosedArguments = new("PLY209", Severity.Error, "A quote or template in arguments is not closed");
    public static readonly DiagnosticRule RoleNotFound = new("PLY210", Severity.Error, "A role is not found");
    public static readonly DiagnosticRule CircularImport = new("PLY211", Severity.Error, "Files or roles import each other in a circle");
    public static readonly DiagnosticRule Unrenderable = new("PLY212", Severity.Error, "A value that is needed before hosts are known cannot be rendered");
    public static readonly DiagnosticRule MissingArgument = new("PLY214", Severity.Error, "An action needs an argument");
    public static readonly DiagnosticRule NoHandler = new("PLY216", Severity.Error, "A handler is not found");
    public static readonly DiagnosticRule NoHosts = new("PLY217", Severity.Error, "There are no hosts to work on");
    public static readonly DiagnosticRule UnknownArgument = new("PLY220", Severity.Error, "An argument is not known");
    public static readonly DiagnosticRule WrongArgument = new("PLY221", Severity.Error, "An argument has a value that it cannot have");
    public static readonly DiagnosticRule WrongTemplate = new("PLY222", Severity.Error, "A template cannot be read");
    public static readonly DiagnosticRule UndefinedVariable = new("PLY223", Severity.Warning, "A variable is not defined");
    public static readonly DiagnosticRule RunFault = new("PLY218", Severity.Error, "The run cannot go on");
    public static readonly DiagnosticRule NoRecord = new("PLY219", Severity.Error, "A run cannot be resumed");
}
