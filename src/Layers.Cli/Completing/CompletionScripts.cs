namespace Layers.Cli;

/// <summary>Scripts that ask the tool itself, by its directive <c>[suggest:place]</c>, what may stand at a place of a command
/// line.</summary>
internal static class CompletionScripts
{
    /// <summary>For bash. Where the tool suggests nothing, bash suggests files.</summary>
    public const string Bash =
        """
        _layers_complete() {
            local line=${COMP_LINE#* }
            local place=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(layers "[suggest:$place]" "$line" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _layers_complete layers
        """;

    /// <summary>For PowerShell, on every system.</summary>
    public const string PowerShell =
        """
        Register-ArgumentCompleter -Native -CommandName layers -ScriptBlock {
            param($word, $command, $place)
            $line = $command.ToString().PadRight($place - $command.Extent.StartOffset)
            $first = $line.IndexOf(' ') + 1
            layers "[suggest:$($place - $command.Extent.StartOffset - $first)]" $line.Substring($first) 2> $null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;
}
