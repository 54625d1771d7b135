namespace Layers;

/// <summary>A warning that a part of a file was left out when it was loaded.</summary>
public sealed class LoadWarning
{
    internal LoadWarning(string subject, string reason, string? layer, string entry) =>
        (Subject, Reason, Layer, Entry) = (subject, reason, layer, entry);

    /// <summary>The part that was left out, for example <c>The state of the optimizer adam</c>.</summary>
    public string Subject { get; }

    /// <summary>The reason and its consequences, in sentences.</summary>
    public string Reason { get; }

    /// <summary>The name of the layer that the part belongs to; <see langword="null"/> if it belongs to the whole model.</summary>
    public string? Layer { get; }

    /// <summary>The entry of the file that holds the part: <c>config.json</c>, or a part of an HDF5 file.</summary>
    public string Entry { get; }

    /// <summary>Returns the whole warning as one line.</summary>
    public override string ToString() => $"{Subject} was left out ({Entry}): {Reason}";
}
