namespace Layers;

/// <summary>Numbers of rows above and below an image, and of columns left and right of it. One number stands for all four, two for height
/// and width: <c>new ZeroPadding2D(1)</c>, <c>new ZeroPadding2D((1, 2))</c>, <c>new ZeroPadding2D(((1, 0), (2, 2)))</c>.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Left">Columns to the left.</param>
/// <param name="Right">Columns to the right.</param>
public readonly record struct Margins2D(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The same on all sides.</summary>
    public static implicit operator Margins2D(int all) => new(all, all, all, all);

    /// <summary>Rows above and below, columns left and right.</summary>
    public static implicit operator Margins2D((int Height, int Width) margins) => new(margins.Height, margins.Height, margins.Width, margins.Width);

    /// <summary>Above and below, left and right.</summary>
    public static implicit operator Margins2D(((int Top, int Bottom) Height, (int Left, int Right) Width) margins) =>
        new(margins.Height.Top, margins.Height.Bottom, margins.Width.Left, margins.Width.Right);

    internal (int Before, int After)[] ToArray() => [(Top, Bottom), (Left, Right)];

    internal static Margins2D Of((int Before, int After)[] sides) => (sides[0], sides[1]);
}
