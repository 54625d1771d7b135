namespace Layers;

/// <summary>A number for each axis of a volume, as of a window. One number stands for all: <c>new Conv3D(16, 3)</c>, <c>new Conv3D(16, (3,
/// 5, 5))</c>.</summary>
/// <param name="Depth">Along the first axis of space.</param>
/// <param name="Height">Along the rows.</param>
/// <param name="Width">Along the columns.</param>
public readonly record struct Size3D(int Depth, int Height, int Width)
{
    /// <summary>The same along all axes.</summary>
    public static implicit operator Size3D(int size) => new(size, size, size);

    /// <summary>Depth, height and width.</summary>
    public static implicit operator Size3D((int Depth, int Height, int Width) size) => new(size.Depth, size.Height, size.Width);

    /// <summary>For example <c>3 × 5 × 5</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Depth} × {Height} × {Width}");

    internal int[] ToArray() => [Depth, Height, Width];

    internal static Size3D Of(int[] sizes) => new(sizes[0], sizes[1], sizes[2]);
}
