using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Turns any error that the content of a file causes into one exception, which names the file, the entry, and the place in
/// it.</summary>
internal static class FileFaults
{
    private const string Place = "Layers.Place";

    /// <summary>Reads one entry of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="entry">The entry, or the part of the file.</param>
    /// <param name="read">Reads the entry; its exceptions need not name the file or the entry.</param>
    /// <exception cref="InvalidDataException">The entry cannot be read.</exception>
    public static T In<T>(string path, string entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsFileFault(e))
        {
            throw Throw.BadEntry(path, entry, e.Data[Place] as string, e);
        }
    }

    /// <inheritdoc cref="In{T}"/>
    public static void In(string path, string entry, Action read) => In(path, entry, () =>
    {
        read();
        return true;
    });

    /// <summary>Reads one part of a JSON text, and adds its place to an exception.</summary>
    /// <param name="node">The part.</param>
    /// <param name="read">Reads it.</param>
    public static T At<T>(JsonNode? node, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (node is not null && IsFileFault(e) && !e.Data.Contains(Place))
        {
            // The place of the innermost part is the most exact.
            e.Data[Place] = node.GetPath();
            throw;
        }
    }

    /// <summary>Whether the content of a file can cause an exception. Any other exception is not the fault of a file.</summary>
    public static bool IsFileFault(Exception e) =>
        e is InvalidDataException or ArgumentException or InvalidOperationException or FormatException or ArithmeticException
            or InvalidCastException or IndexOutOfRangeException or KeyNotFoundException or NotSupportedException or JsonException;
}
