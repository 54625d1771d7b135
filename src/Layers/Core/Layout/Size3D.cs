namespace Layers;

/// <summary>Three numbers for the axes of a volume, for example the size of a window. One number stands for all: <c>new Conv3D(16, 3)</c>,
/// <c>new Conv3D(16, (3, 5, 5))</c>.</summary>
/// <param name="Depth">The number for the first spatial axis.</param>
/// <param name="Height">The number for the height.</param>
/// <param name="Width">The number for the width.</param>
public readonly record struct Size3D(int Depth, int Height, int Width)
{
    /// <summary>Converts one number to a size with that number for all axes.</summary>
    public static implicit operator Size3D(int size) => new(size, size, size);

    /// <summary>Converts depth, height and width to a size.</summary>
    public static implicit operator Size3D((int Depth, int Height, int Width) size) => new(size.Depth, size.Height, size.Width);

    /// <summary>Returns the numbers as text, for example <c>3 × 5 × 5</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Depth} × {Height} × {Width}");

    internal int[] ToArray() => [Depth, Height, Width];

    internal static Size3D Of(int[] sizes) => new(sizes[0], sizes[1], sizes[2]);
}
