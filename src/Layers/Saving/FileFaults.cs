using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Whatever the content of a file makes fail is one exception, which names the file, the entry, and the place in it.</summary>
internal static class FileFaults
{
    private const string Place = "Layers.Place";

    /// <summary>Reads what one entry of a file holds.</summary>
    /// <param name="path">The file.</param>
    /// <param name="entry">The entry, or the part of the file.</param>
    /// <param name="read">Reads it; what it throws needs to know neither.</param>
    /// <exception cref="InvalidDataException">The entry holds something that cannot be read.</exception>
    public static T In<T>(string path, string entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsOne(e))
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

    /// <summary>Reads one part of a text in JSON, whose place an error then names.</summary>
    /// <param name="node">The part.</param>
    /// <param name="read">Reads it.</param>
    public static T At<T>(JsonNode? node, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (node is not null && IsOne(e) && !e.Data.Contains(Place))
        {
            // The innermost part names the place best.
            e.Data[Place] = node.GetPath();
            throw;
        }
    }

    /// <summary>Whether an exception is one that content causes; whatever else there is, is no fault of a file.</summary>
    public static bool IsOne(Exception e) =>
        e is InvalidDataException or ArgumentException or InvalidOperationException or FormatException or ArithmeticException
            or InvalidCastException or IndexOutOfRangeException or KeyNotFoundException or NotSupportedException or JsonException;
}
