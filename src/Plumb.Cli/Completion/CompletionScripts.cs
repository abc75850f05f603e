namespace Plumb.Cli.Completion;

/// <summary>The scripts by which shells ask the program itself how a line may go on.</summary>
internal static class CompletionScripts
{
    public static readonly IReadOnlyList<string> Shells = ["bash", "fish", "zsh"];

    /// <summary>Null for a shell that there is no script for.</summary>
    public static string? For(string shell, string program) => (shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => null,
    })?.Replace("PROGRAM", program, StringComparison.Ordinal).ReplaceLineEndings("\n");

    private const string Bash = """
        # Completion of PROGRAM for bash.
        _PROGRAM_complete() {
            local IFS=$'\n' line=${COMP_LINE:0:COMP_POINT}
            local -a found
            mapfile -t found < <(PROGRAM complete -- "$line" 2>/dev/null)
            # The shell replaces only what follows its last word break.
            local word=${line##*[[:space:]]} current=${COMP_WORDS[COMP_CWORD]}
            [[ $current == = ]] && current=
            COMPREPLY=("${found[@]#"${word%"$current"}"}")
            [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
        }
        complete -o default -F _PROGRAM_complete PROGRAM

        """;

    private const string Zsh = """
        #compdef PROGRAM
        # Completion of PROGRAM for zsh.
        _PROGRAM_complete() {
            local -a found
            found=("${(@f)$(PROGRAM complete -- "$LBUFFER" 2>/dev/null)}")
            compadd -S '' -q -- "${(@)found:#}"
        }
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
        compdef _PROGRAM_complete PROGRAM

        """;

    private const string Fish = """
        # Completion of PROGRAM for fish.
        complete -c PROGRAM -f -a '(PROGRAM complete -- (commandline -cp) 2>/dev/null)'

        """;
}
