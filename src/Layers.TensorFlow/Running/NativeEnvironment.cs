using System.Runtime.InteropServices;
using System.Text;

namespace Layers.TensorFlow;

/// <summary>Sets environment variables for native code. On Unix, .NET changes only its own copy of the variables, which native code does
/// not read.</summary>
internal static unsafe class NativeEnvironment
{
    public static void Set(string name, string value)
    {
        fixed (byte* nameBytes = Encoding.UTF8.GetBytes(name + '\0'), valueBytes = Encoding.UTF8.GetBytes(value + '\0'))
        {
            if (OperatingSystem.IsWindows())
                ((delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(NativeLibrary.Load("ucrtbase"),
                    "_putenv_s"))(nameBytes, valueBytes);
            else
                ((delegate* unmanaged[Cdecl]<byte*, byte*, int, int>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(),
                    "setenv"))(nameBytes, valueBytes, 1);
        }
    }
}
