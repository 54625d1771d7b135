namespace Layers;

/// <summary>The numbers of rows above and below an image and of columns to its left and right. One number stands for all four sides, two
/// numbers for height and width: <c>new ZeroPadding2D(1)</c>, <c>new ZeroPadding2D((1, 2))</c>, <c>new ZeroPadding2D(((1, 0), (2,
/// 2)))</c>.</summary>
/// <param name="Top">The number of rows above.</param>
/// <param name="Bottom">The number of rows below.</param>
/// <param name="Left">The number of columns to the left.</param>
/// <param name="Right">The number of columns to the right.</param>
public readonly record struct Margins2D(int Top, int Bottom, int Left, int Right)
{
    /// <summary>Converts one number to margins with that number on all sides.</summary>
    public static implicit operator Margins2D(int all) => new(all, all, all, all);

    /// <summary>Converts a number of rows, for above and below, and a number of columns, for left and right.</summary>
    public static implicit operator Margins2D((int Height, int Width) margins) =>
        new(margins.Height, margins.Height, margins.Width, margins.Width);

    /// <summary>Converts the numbers of rows above and below and of columns to the left and right.</summary>
    public static implicit operator Margins2D(((int Top, int Bottom) Height, (int Left, int Right) Width) margins) =>
        new(margins.Height.Top, margins.Height.Bottom, margins.Width.Left, margins.Width.Right);

    internal (int Before, int After)[] ToArray() => [(Top, Bottom), (Left, Right)];

    internal static Margins2D Of((int Before, int After)[] sides) => (sides[0], sides[1]);
}
