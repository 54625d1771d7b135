namespace Layers;

/// <summary>A number for the height and one for the width, as of a window. One number stands for both: <c>new Conv2D(16, 3)</c>, <c>new
/// Conv2D(16, (3, 5))</c>.</summary>
/// <param name="Height">Along the rows.</param>
/// <param name="Width">Along the columns.</param>
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>The same along both.</summary>
    public static implicit operator Size2D(int size) => new(size, size);

    /// <summary>Height and width.</summary>
    public static implicit operator Size2D((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>For example <c>3 × 5</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Height} × {Width}");

    internal int[] ToArray() => [Height, Width];

    internal static Size2D Of(int[] sizes) => new(sizes[0], sizes[1]);
}
