namespace Layers;

/// <summary>A pair of numbers for height and width, for example the size of a window. One number stands for both: <c>new Conv2D(16, 3)</c>,
/// <c>new Conv2D(16, (3, 5))</c>.</summary>
/// <param name="Height">The number for the height.</param>
/// <param name="Width">The number for the width.</param>
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>Converts one number to a size with that number for both axes.</summary>
    public static implicit operator Size2D(int size) => new(size, size);

    /// <summary>Converts a pair of height and width to a size.</summary>
    public static implicit operator Size2D((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>Returns the numbers as text, for example <c>3 × 5</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Height} × {Width}");

    internal int[] ToArray() => [Height, Width];

    internal static Size2D Of(int[] sizes) => new(sizes[0], sizes[1]);
}
