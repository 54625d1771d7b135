namespace Layers.Cli;

/// <summary>Scripts that complete command lines. They ask the tool by its directive <c>[suggest:position]</c> for the possible words at a
/// position.</summary>
internal static class CompletionScripts
{
    /// <summary>The script for bash. If the tool suggests nothing, bash suggests files.</summary>
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

    /// <summary>The script for PowerShell, on every system.</summary>
    public const string PowerShell =
        """
        Register-ArgumentCompleter -Native -CommandName layers -ScriptBlock {
            param($word, $command, $place)
            $line = $command.ToString().PadRight($place - $command.Extent.StartOffset)
            $first = $line.IndexOf(' ') + 1
            layers "[suggest:$($place - $command.Extent.StartOffset - $first)]" $line.Substring($first) 2> $null |
                Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;
}
