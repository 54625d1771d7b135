using System.Text;

namespace Layers.Cli;

/// <summary>A file of the command line with its input and output columns: <c>file</c>, <c>file=Column,…</c>, <c>file=Column,…=Output,…</c>
/// or <c>file==Output,…</c>.</summary>
/// <param name="File">The file.</param>
/// <param name="Columns">The input columns; none if the file has them.</param>
/// <param name="Outputs">The names of the outputs; null for none.</param>
internal sealed record UsedFile(string File, IReadOnlyList<string> Columns, IReadOnlyList<string>? Outputs)
{
    /// <summary>Reads an argument. A name with an equals sign or a comma is in double quotes.</summary>
    public static UsedFile Of(string given, string option)
    {
        var parts = Parts(given);
        if (parts.Count > 3 || parts[0].Length == 0)
            throw new ToolException($"{option} takes file, file=columns or file=columns=outputs. Received '{given}'.");
        return new UsedFile(parts[0].Replace("\"", "", StringComparison.Ordinal), CommaList.Of(parts.Skip(1).Take(1)), parts.Count == 3
            ? CommaList.Of([parts[2]]) : null);
    }

    private static List<string> Parts(string given)
    {
        var (parts, part, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var character in given)
        {
            if (character == '"') isQuoted = !isQuoted;
            if (character != '=' || isQuoted)
            {
                part.Append(character);
                continue;
            }
            parts.Add(part.ToString());
            part.Clear();
        }
        parts.Add(part.ToString());
        return parts;
    }
}
