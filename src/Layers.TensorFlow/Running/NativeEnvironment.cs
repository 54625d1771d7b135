using System.Runtime.InteropServices;
using System.Text;

namespace Layers.TensorFlow;

/// <summary>Variables of the process as native code sees them: what .NET sets is a copy of its own on Unix.</summary>
internal static unsafe class NativeEnvironment
{
    public static void Set(string name, string value)
    {
        fixed (byte* nameBytes = Encoding.UTF8.GetBytes(name + '\0'), valueBytes = Encoding.UTF8.GetBytes(value + '\0'))
        {
            if (OperatingSystem.IsWindows())
                ((delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(NativeLibrary.Load("ucrtbase"), "_putenv_s"))(nameBytes, valueBytes);
            else
                ((delegate* unmanaged[Cdecl]<byte*, byte*, int, int>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "setenv"))(nameBytes, valueBytes, 1);
        }
    }
}
